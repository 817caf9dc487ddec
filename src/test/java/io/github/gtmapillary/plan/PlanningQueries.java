package io.github.gtmapillary.plan;

import static io.github.gtmapillary.filter.Translations.translate;

import io.github.gtmapillary.filter.Translation;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.geotools.filter.FilterAttributeExtractor;

/** Short ways to write planning queries, as a store makes them. */
final class PlanningQueries {
    /** A box of about 100 metres inside of tile 14/8789/5122. */
    static final String BOX = "BBOX(geometry, 13.125, 55.741, 13.126, 55.742)";

    private PlanningQueries() {}

    static PlanSettings settings(EntitySearch search, int maxTiles, int maxGraphRequests) {
        return new PlanSettings(Positions.ORIGINAL, search, false, maxTiles, new RequestLimit(maxGraphRequests));
    }

    /** All features that a filter accepts, with their ids only. */
    static PlanningQuery query(TypeSchema schema, String ecql) throws IOException {
        Translation translation = translate(schema, ecql);
        Map<Positions, List<Disjunct>> disjuncts = new LinkedHashMap<>();
        schema.places(Positions.ORIGINAL)
                .forEach((place, positions) -> disjuncts.put(positions, translation.disjuncts(place)));
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        return new PlanningQuery(
                schema,
                disjuncts,
                Projection.ID_ONLY,
                Set.copyOf(used.getAttributeNameSet()),
                Optional.empty(),
                OptionalLong.empty());
    }

    static PlanningQuery limited(PlanningQuery query, long most) {
        return new PlanningQuery(
                query.schema(),
                query.disjuncts(),
                query.wanted(),
                query.tested(),
                query.grain(),
                OptionalLong.of(most));
    }

    static PlanningQuery wanting(PlanningQuery query, String attribute) {
        return new PlanningQuery(
                query.schema(),
                query.disjuncts(),
                new Projection(Set.of(attribute), false),
                query.tested(),
                query.grain(),
                query.most());
    }

    /** For a map of a zoom: renderers say 0.8 of its pixel, in degrees. */
    static PlanningQuery drawn(PlanningQuery query, int zoom) {
        return new PlanningQuery(
                query.schema(),
                query.disjuncts(),
                query.wanted(),
                query.tested(),
                Optional.of(new RenderingGrain(0.8 * 360 / (256 << zoom))),
                query.most());
    }

    /** All disjuncts of the original position as one. */
    static Disjunct joined(PlanningQuery query) {
        return BoundedPlanner.joined(query.disjuncts().get(Positions.ORIGINAL));
    }
}
