package io.github.gtmapillary.tile;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.IOException;

/** A tile cannot be decoded: its bytes are not a vector tile, or they end too early. The message names the tile. */
public final class CorruptTileException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    CorruptTileException(TileId tile, IOException cause) {
        super(
                FailureKind.UNEXPECTED_ANSWER,
                "Mapillary's tile " + tile + " can't be decoded: " + sentence(String.valueOf(cause.getMessage()))
                        + " Try again later, or set failed_tiles=skip to go on without such tiles.",
                cause,
                null,
                TileCover.bounds(tile).toPlace());
    }

    /** Adds a full stop if there is none: Protobuf's reasons have one, others may not. */
    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
