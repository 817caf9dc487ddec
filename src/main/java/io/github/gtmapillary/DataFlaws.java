package io.github.gtmapillary;

import io.github.gtmapillary.fetch.Flaws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Faults and uncertainties in Mapillary's data that a query found without failing. The log warns of each kind but the last, once an
 * hour.
 *
 * @param unreadable by attribute, the number of values of a wrong type or form, such as a word in place of a number. The features have
 *     null instead. If the filter or the sort uses the attribute, the query fails
 * @param unanswered by attribute, the number of features with null because Mapillary fails to answer requests that ask for the
 *     attribute: {@code sfm_cluster_id} and {@code sfm_cluster_url}. A query that names the attribute asks feature by feature, which
 *     mostly succeeds. A query that filters or sorts by it fails if one of these requests fails
 * @param passedOver the number of features left out because their geometry in the tile has a type that the layer does not have: UNKNOWN, or
 * several points in place of one
 * @param openOrders the number of sequences whose line the store built from images in tiles, some of which have the same capture time
 *     or none. It orders those by id, unknown times last. A query by the sequence's id knows their order, so its line may differ
 */
public record DataFlaws(
        SortedMap<String, Long> unreadable, SortedMap<String, Long> unanswered, long passedOver, long openOrders) {
    public DataFlaws {
        unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
        unanswered = Collections.unmodifiableSortedMap(new TreeMap<>(unanswered));
    }

    static DataFlaws of(Flaws flaws) {
        return new DataFlaws(
                new TreeMap<>(flaws.unreadable()),
                new TreeMap<>(flaws.unanswered()),
                flaws.passedOver(),
                flaws.openOrders());
    }

    /** {@return whether the query found no flaw} */
    public boolean isEmpty() {
        return unreadable.isEmpty() && unanswered.isEmpty() && passedOver == 0 && openOrders == 0;
    }

    /** One line for each kind of flaw, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Long> attribute : unreadable.entrySet()) {
            lines.add("can't be read, null: " + attribute.getKey() + ", " + counted(attribute.getValue(), "value"));
        }
        for (Map.Entry<String, Long> attribute : unanswered.entrySet()) {
            lines.add("not answered, null: " + attribute.getKey() + ", " + counted(attribute.getValue(), "value"));
        }
        if (passedOver > 0) {
            lines.add("left out for the type of their geometry: " + counted(passedOver, "feature"));
        }
        if (openOrders > 0) {
            lines.add("order of images uncertain: " + counted(openOrders, "sequence"));
        }
        return lines;
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
