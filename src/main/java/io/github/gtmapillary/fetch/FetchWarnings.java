package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.plan.PlanNote;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * The log's warnings about answers that lack something. All reads of one runner share them, so that each kind of warning is written once
 * an hour at most. Safe for many threads.
 */
final class FetchWarnings {
    /** A logger of its own, so that a program that starts a sandbox itself can leave the warning out. */
    private static final String MADE_DATA_LOGGER = "io.github.gtmapillary.sandbox";

    private static final String MADE_DATA =
            "A sandbox answers: the features are made data, not Mapillary's. tiles_url and graph_url say which API is asked";

    private static final Logger LOGGER = Logging.getLogger(PlanRunner.class);

    private final Set<PlanNote> notes = ConcurrentHashMap.newKeySet();
    private final RareWarning warning;
    private final RareWarning madeDataWarning;

    /** @param clock tells how long ago a warning was written */
    FetchWarnings(InstantSource clock) {
        this.warning = new RareWarning(LOGGER, clock);
        this.madeDataWarning = new RareWarning(Logging.getLogger(MADE_DATA_LOGGER), clock);
    }

    /** Queries are answered in a way that users should know about. Each note is written once. */
    void note(PlanNote note) {
        if (notes.add(note)) {
            LOGGER.log(Level.INFO, note.text());
        }
    }

    /** A sandbox answered. */
    void madeData() {
        madeDataWarning.tell("made data", MADE_DATA);
    }

    /** The answer leaves out a tile. */
    void skippedTile(MapillaryException reason) {
        warning.tell(
                "skipped: " + reason.kind(),
                "Left out a tile that keeps failing, because of failed_tiles=skip: " + reason.getMessage());
    }

    /** An attribute is null because its value cannot be read. */
    void unreadable(String typeName, String attribute, String featureId, String reason) {
        warning.tell(
                "unreadable: " + typeName + " " + attribute,
                "The " + attribute + " of " + typeName + "." + featureId + " can't be read, so it is null: " + reason
                        + " The report of the query counts others like it.");
    }

    /** An attribute is null because requests for it fail. */
    void unanswered(String typeName, String attribute) {
        warning.tell(
                "unanswered: " + typeName + " " + attribute,
                "The " + attribute + " of some " + typeName
                        + " is null: Mapillary's requests that ask for it fail, and"
                        + " succeed without it. A query that names the attribute asks for it one by one. The report"
                        + " of the query counts the features.");
    }

    /** The answer leaves out something that cannot be a feature. */
    void passedOver(String typeName, String reason) {
        warning.tell(
                "passed over: " + typeName,
                "Left out a feature: " + reason + " The report of the query counts others like it.");
    }

    /** A list within an entity is truncated. */
    void truncated(String typeName, String attribute, String entityId) {
        warning.tell(
                "cut: " + attribute,
                "The " + attribute + " of " + typeName + "." + entityId
                        + " are cut: Mapillary has more of them than it answered with");
    }
}
