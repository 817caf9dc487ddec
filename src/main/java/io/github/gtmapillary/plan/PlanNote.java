package io.github.gtmapillary.plan;

/**
 * A note for users on the way in which queries are answered. A plan carries its notes, and the code that runs plans logs each of them once.
 *
 * @param text a sentence, equal for all queries that it applies to
 */
public record PlanNote(String text) {}
