package io.github.gtmapillary.schema;

/**
 * A parameter of a search by place that a filter on an attribute can fill in.
 *
 * @param attribute the attribute of the entities
 * @param name the parameter; for times the part after {@code start_} and {@code end_}
 * @param form the form of its values
 * @param most the most values that it accepts, at least 1
 */
public record SearchParameter(String attribute, String name, Form form, int most) {

    /** The kind of value that a parameter accepts. */
    public enum Form {
        /** The start and the end of a time span, in two parameters. */
        TIME_SPAN,
        /** Whole values, separated by commas. */
        TEXTS,
        /** Values, separated by commas; each may end in an asterisk that stands for the remaining parts of a class. */
        PATTERNS
    }

    /** @throws IllegalArgumentException if the parameter accepts no value */
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
