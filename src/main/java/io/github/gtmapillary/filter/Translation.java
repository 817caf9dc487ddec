package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Region;
import java.util.List;
import java.util.Map;
import org.geotools.api.filter.Filter;

/**
 * A translated filter. The condition, the region and the disjuncts are necessary: every feature that the filter accepts fulfils
 * them. They are not sufficient, unless {@code exact} says so: the filter still has to be evaluated on the features.
 *
 * <p>For example, {@code BBOX(geometry, 1, 2, 3, 4, 'CRS:84') AND is_pano = true} on images has the condition that the position lies in the box
 * and the flag is true. Its region is the box. It has one disjunct, which says the same, and it is exact.
 *
 * @param condition every accepted feature fulfils this condition, which can be tested while decoding
 * @param region every accepted feature touches this region; for lines, it also holds every place whose pieces decide about them
 * @param disjunctsByPlace for each geometry of the type, the disjuncts of the filter where that geometry says where features are.
 *     A list is empty if the filter accepts no feature.
 * @param filter the whole filter, ready to be evaluated on features: its names are attributes, its literals have the attributes'
 *     types, and its geometries are in longitude and latitude
 * @param exact whether the condition alone decides, so that features can be counted without building them
 */
public record Translation(
        Condition condition,
        Region region,
        Map<String, List<Disjunct>> disjunctsByPlace,
        Filter filter,
        boolean exact) {
    public Translation {
        disjunctsByPlace = Map.copyOf(disjunctsByPlace);
    }

    /**
     * Returns the disjuncts of the filter for one geometry. Spatial operators on another geometry bound none of them.
     *
     * @param place the name of a geometry of the type
     * @return the disjuncts; empty if the filter accepts no feature
     * @throws IllegalArgumentException if the type has no such geometry
     */
    public List<Disjunct> disjuncts(String place) {
        List<Disjunct> disjuncts = disjunctsByPlace.get(place);
        if (disjuncts == null) {
            throw new IllegalArgumentException("the type has no geometry " + place);
        }
        return disjuncts;
    }
}
