package io.github.gtmapillary.schema;

import java.util.Set;

/**
 * Distinguishes the entities of a type from others with the same kind of ids and requests, by the first part of their class, before {@code
 * --}.
 *
 * @param field the field of the entity that holds its class
 * @param classes first parts of classes
 * @param listed whether these are the classes of the type; otherwise they are those of the others
 */
public record ClassRule(String field, Set<String> classes, boolean listed) {
    private static final String SEPARATOR = "--";

    public ClassRule {
        classes = Set.copyOf(classes);
    }

    /** The rule for the entities of all other classes. */
    ClassRule opposite() {
        return new ClassRule(field, classes, !listed);
    }

    /** Whether an entity of this class belongs to the type. */
    public boolean admits(String value) {
        int end = value.indexOf(SEPARATOR);
        return classes.contains(end < 0 ? value : value.substring(0, end)) == listed;
    }
}
