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
     * Says what would bound queries on a type.
     *
     * @param more a further sentence, which may be empty
     */
    static UnboundedQueryException of(TypeSchema schema, String more) {
        return new UnboundedQueryException((schema.tiles().isPresent() ? needsPlace(schema) : needsIds(schema)) + more);
    }

    private static String needsPlace(TypeSchema schema) {
        return "Nothing in the query on " + schema.name()
                + " says where: add a condition that bounds it, such as "
                + EXAMPLE_BOX + ", to every branch of the filter";
    }

    private static String needsIds(TypeSchema schema) {
        Optional<EntitySource> entity = schema.entity();
        Optional<String> sequence = entity.flatMap(EntitySource::sequence);
        List<Owner> owners = entity.map(EntitySource::owners).orElse(List.of());
        return "Nothing in the query on " + schema.name()
                + " says which: it answers by ids, as in \"id\" = '123'"
                + sequence.map(name -> ", by sequences, as in " + name + " = 'abc',")
                        .orElse("")
                + (owners.isEmpty() ? "" : ", by " + alternatives(owners) + ",")
                + (schema.geometry() == GeometryKind.NONE ? "" : " and by place, as in " + EXAMPLE_BOX)
                + (schema.computedGeometry().isPresent()
                        ? "; where a filter has branches, every one of them, and by the same geometry"
                        : "");
    }

    /** Their attributes, as in "a, b or c". */
    private static String alternatives(List<Owner> owners) {
        String names = owners.stream().map(Owner::attribute).collect(Collectors.joining(", "));
        return names.replaceFirst(", (?=[^,]*$)", " or ");
    }
}
