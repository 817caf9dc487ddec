package io.github.gtmapillary.fetch;

import java.util.Map;

/**
 * What a stream found to be wrong or uncertain in Mapillary's data.
 *
 * @param unreadable by attribute, how many values could not be read and are null
 * @param unanswered by attribute, how many values are null because Mapillary's requests for them fail
 * @param passedOver features left out because their geometry is of a type that the layer does not have
 * @param openOrders sequences made of images whose capture times leave open in which order some were taken
 */
public record Flaws(Map<String, Long> unreadable, Map<String, Long> unanswered, long passedOver, long openOrders) {
    public Flaws {
        unreadable = Map.copyOf(unreadable);
        unanswered = Map.copyOf(unanswered);
    }
}
