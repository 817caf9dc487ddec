package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import org.locationtech.jts.geom.Envelope;

/** Bounds of answers, known without a request. */
public final class AnswerBounds {
    private AnswerBounds() {}

    /**
     * Finds a box that holds every feature of an answer. A line from tiles is bounded by these tiles. A line that is followed over the
     * edges of tiles or looked up by its id can reach everywhere.
     *
     * @param schema the type of the features
     * @param condition the condition of the filter
     * @param region the region of the filter
     * @param completeSequences whether lines are followed over the edges of tiles
     * @return the box in degrees, longitude first; empty if the region lies outside of the mapped world
     */
    public static Envelope of(TypeSchema schema, Condition condition, Region region, boolean completeSequences) {
        boolean wholeLines = schema.geometry() == GeometryKind.LINES
                && (completeSequences || condition.requiredTexts(Attribute.ID).isPresent());
        if (wholeLines) {
            return Bbox.WORLD.toEnvelope();
        }
        Envelope box = region.envelope().intersection(Bbox.WORLD.toEnvelope());
        return schema.geometry() == GeometryKind.POINT || box.isNull()
                ? box
                : TileCover.reach(box, schema.layer().maxZoom());
    }
}
