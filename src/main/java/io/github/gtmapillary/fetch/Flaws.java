package io.github.gtmapillary.fetch;

import java.util.Map;

/**
 * The faults and uncertainties that a read found in Mapillary's data.
 *
 * @param unreadable for each attribute, how many values could not be read and are null
 * @param unanswered for each attribute, how many values are null because requests for them fail
 * @param passedOver the number of features left out because their geometry is of a type that the layer does not have
 * @param openOrders the number of sequences made of images whose capture times do not tell their whole order
 */
public record Flaws(Map<String, Long> unreadable, Map<String, Long> unanswered, long passedOver, long openOrders) {
    public Flaws {
        unreadable = Map.copyOf(unreadable);
        unanswered = Map.copyOf(unanswered);
    }
}
