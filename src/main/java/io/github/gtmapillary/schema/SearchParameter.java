package io.github.gtmapillary.schema;

/**
 * A parameter of a search by place that a filter on an attribute can fill in.
 *
 * @param attribute the attribute of the entities
 * @param name the parameter; for times what follows {@code start_} and {@code end_}
 * @param form what the parameter takes
 * @param most the most values that it takes, at least 1
 */
public record SearchParameter(String attribute, String name, Form form, int most) {

    /** The kind of value that a parameter takes. */
    public enum Form {
        /** The start and the end of a time span, each a parameter of its own. */
        TIME_SPAN,
        /** Whole values, separated by commas. */
        TEXTS,
        /** Values, separated by commas; each may end in an asterisk that stands for the remaining parts of a class. */
        PATTERNS
    }

    /** @throws IllegalArgumentException if the parameter takes no value */
    public SearchParameter {
        if (most < 1) {
            throw new IllegalArgumentException(name + " takes no value: " + most);
        }
    }

    static SearchParameter timeSpan(String attribute) {
        return new SearchParameter(attribute, attribute, Form.TIME_SPAN, 1);
    }

    static SearchParameter texts(String attribute, String name, int most) {
        return new SearchParameter(attribute, name, Form.TEXTS, most);
    }

    static SearchParameter patterns(String attribute, String name) {
        return new SearchParameter(attribute, name, Form.PATTERNS, ApiLimits.MOST_TEXTS);
    }
}
