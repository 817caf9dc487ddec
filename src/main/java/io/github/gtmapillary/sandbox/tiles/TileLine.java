package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import java.util.List;

/**
 * The part of a sequence that one tile holds.
 *
 * @param parts polylines in capture order, in pixels of the whole world
 */
record TileLine(SandboxSequence sequence, List<List<Pixel>> parts) {}
