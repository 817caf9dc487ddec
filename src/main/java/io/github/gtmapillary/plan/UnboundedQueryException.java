package io.github.gtmapillary.plan;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nothing in a query names places or ids. The message says what to add. */
public final class UnboundedQueryException extends InvalidQueryException {
    private static final long serialVersionUID = 1L;

    private UnboundedQueryException(String message) {
        super(FailureKind.QUERY_TOO_LARGE, message);
    }

    /**
     * Makes an exception that says how to bound queries on a type.
     *
     * @param more a further sentence, which may be empty
     */
    static UnboundedQueryException of(TypeSchema schema, String more) {
        return new UnboundedQueryException((schema.tiles().isPresent() ? needsPlace(schema) : needsIds(schema)) + more);
    }

    private static String needsPlace(TypeSchema schema) {
        return "The query on " + schema.name() + " is unbounded: add a condition such as " + EXAMPLE_BOX
                + " to every branch of the filter";
    }

    private static String needsIds(TypeSchema schema) {
        Optional<EntitySource> entity = schema.entity();
        Optional<String> sequence = entity.flatMap(EntitySource::sequence);
        List<Owner> owners = entity.map(EntitySource::owners).orElse(List.of());
        return "The query on " + schema.name() + " is unbounded: name ids, as in \"id\" = '123'"
                + sequence.map(name -> ", sequences, as in " + name + " = 'abc',")
                        .orElse("")
                + (owners.isEmpty() ? "" : ", values of " + alternatives(owners) + ",")
                + (schema.geometry() == GeometryKind.NONE ? "" : " or a place, as in " + EXAMPLE_BOX)
                + (schema.computedGeometry().isPresent()
                        ? ", in every branch of the filter and by the same geometry"
                        : "");
    }

    /** Their attributes, as in "a, b or c". */
    private static String alternatives(List<Owner> owners) {
        String names = owners.stream().map(Owner::attribute).collect(Collectors.joining(", "));
        return names.replaceFirst(", (?=[^,]*$)", " or ");
    }
}
