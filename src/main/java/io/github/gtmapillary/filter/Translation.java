package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Region;
import java.util.List;
import org.geotools.api.filter.Filter;

/**
 * A filter made ready.
 *
 * @param condition what every accepted feature fulfils; can be tested while decoding
 * @param region every accepted feature touches it; for lines it holds besides every place whose pieces decide about them
 * @param disjuncts the condition and region again, split by the filter's ORs; empty if no feature can be accepted
 * @param filter the whole filter, to be evaluated on features: its names are attributes, its literals typed and in longitude and
 *     latitude
 * @param exact whether the condition alone decides, so that counting needs no features
 */
public record Translation(Condition condition, Region region, List<Disjunct> disjuncts, Filter filter, boolean exact) {
    public Translation {
        disjuncts = List.copyOf(disjuncts);
    }
}
