package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A translated query.
 *
 * @param schema the type of the query's features
 * @param disjuncts the disjuncts of its filter, once for each position that places may be compared with, the preferred position first. The
 * disjuncts of any one position hold every feature of the answer.
 * @param wanted the parts of a feature that rows hold
 * @param tested the attributes that the filter names
 * @param grain the resolution of the map that rows are for; empty if they are not for a map, so that all are wanted
 * @param most the number of accepted rows that will be read; empty for all of them
 */
public record PlanningQuery(
        TypeSchema schema,
        Map<Positions, List<Disjunct>> disjuncts,
        Projection wanted,
        Set<String> tested,
        Optional<RenderingGrain> grain,
        OptionalLong most) {
    /** @throws IllegalArgumentException if there is no position */
    public PlanningQuery {
        disjuncts = new LinkedHashMap<>(disjuncts);
        tested = Set.copyOf(tested);
        if (disjuncts.isEmpty()) {
            throw new IllegalArgumentException("a query needs the disjuncts of at least one position");
        }
    }
}
