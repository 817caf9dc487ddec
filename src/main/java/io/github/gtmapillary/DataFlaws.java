package io.github.gtmapillary;

import io.github.gtmapillary.fetch.Flaws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a query found to be wrong or uncertain in Mapillary's data, without failing for it. Each kind but the last is also warned of
 * in the log, once an hour.
 *
 * @param unreadable by attribute, how many values were of a type or form that the attribute can't have, such as a word in place of a
 *     number. The features have null instead. Where the filter or the sort uses the attribute, the query fails instead
 * @param unanswered by attribute, how many features have null because Mapillary fails to answer requests that ask for it:
 *     {@code sfm_cluster_id} and {@code sfm_cluster_url}. A query that names the attribute asks for it one by one, and most
 *     features answer then; one whose filter or sort uses it fails where they do not
 * @param passedOver features left out because tiles give their geometry a type that the layer does not have: UNKNOWN, or several
 *     points in place of one
 * @param openOrders sequences without a line of their own, made of the images in tiles, some of which have the same capture time or
 *     none. Those are drawn by id, unknown times last. A query for the sequence by its id knows their order, so its line may differ
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

    /** Whether there are none. */
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
            lines.add("order of images not known for sure: " + counted(openOrders, "sequence"));
        }
        return lines;
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
