package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.RowCursor;

/**
 * Rows that are asked for as they are read.
 *
 * @param rows for one thread
 * @param cancel lets go of all that is under way for them, from any thread
 */
record OpenRows(RowCursor rows, Runnable cancel) {}
