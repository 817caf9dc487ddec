package io.github.gtmapillary.sandbox;

import java.util.List;

/**
 * What one tile holds of a sequence.
 *
 * @param parts polylines in capture order, in pixels of the whole world
 */
record TileLine(SandboxSequence sequence, List<List<Pixel>> parts) {}
