package io.github.gtmapillary.cli;

import java.util.List;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;

/** A sort order, most important attribute first: {@code a,-b} is a ascending, then b descending. */
record SortOrderList(List<Key> keys) {

    SortOrderList {
        keys = List.copyOf(keys);
    }

    /** One attribute and its direction. */
    record Key(String attribute, boolean descending) {

        Key {
            if (attribute.isEmpty()) {
                throw new IllegalArgumentException(
                        "an attribute's name is missing; write a,-b for a upwards, then b downwards");
            }
        }

        static Key parse(String text) {
            String name = text.strip();
            return name.startsWith("-") ? new Key(name.substring(1).strip(), true) : new Key(name, false);
        }
    }

    static SortOrderList parse(String text) {
        return new SortOrderList(CommaList.split(text).stream().map(Key::parse).toList());
    }

    List<String> attributes() {
        return keys.stream().map(Key::attribute).toList();
    }

    SortBy[] toSortBy(FilterFactory filters) {
        return keys.stream()
                .map(key ->
                        filters.sort(key.attribute(), key.descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING))
                .toArray(SortBy[]::new);
    }
}
