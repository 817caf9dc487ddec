package io.github.gtmapillary.plan;

/**
 * Something that users should know about the way in which queries are answered. A plan carries its notes, and the code that carries
 * out plans logs each of them once.
 *
 * @param text a sentence, equal for all queries that the note is about
 */
public record PlanNote(String text) {}
