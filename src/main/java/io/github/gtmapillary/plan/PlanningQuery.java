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
 * @param schema the type it is on
 * @param disjuncts the disjuncts of its filter, once for each position that may say where features are, the preferred one first.
 *     The disjuncts of any one position hold every feature of the answer.
 * @param wanted what rows have to hold
 * @param tested the attributes that the filter is about
 * @param grain how fine the map is that rows are for; empty when they are not for a map, and everything is wanted
 * @param most how many rows that the filter accepts will be read; empty when all of them
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
