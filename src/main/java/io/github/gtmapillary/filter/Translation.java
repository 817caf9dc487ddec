package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Branch;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import java.util.List;
import org.geotools.api.filter.Filter;

/**
 * A filter made ready.
 *
 * @param condition what every accepted feature fulfils; can be tested while decoding
 * @param region every accepted feature touches it; for lines it holds besides every place whose pieces decide about them
 * @param branches condition and region again, for each kind of branch of the filter's ORs; none when nothing can be accepted
 * @param filter the whole filter, to be evaluated on features: its names are attributes, its literals typed and in longitude and
 *     latitude
 * @param exact whether the condition alone decides, so that counting needs no features
 */
public record Translation(Condition condition, Region region, List<Branch> branches, Filter filter, boolean exact) {
    public Translation {
        branches = List.copyOf(branches);
    }
}
