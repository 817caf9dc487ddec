package io.github.gtmapillary.store;

import io.github.gtmapillary.plan.AnswerBounds;
import io.github.gtmapillary.schema.GeometryKind;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** The bounds of a query's features. */
final class FeatureBounds {
    private FeatureBounds() {}

    /** A box that holds every feature of the answer, known without a request; empty for a type without a geometry. */
    static ReferencedEnvelope of(PreparedQuery prepared) {
        if (prepared.schema().geometry() == GeometryKind.NONE) {
            return new ReferencedEnvelope();
        }
        return ReferencedEnvelope.envelope(
                AnswerBounds.of(
                        prepared.schema(),
                        prepared.translation().condition(),
                        prepared.translation().region(),
                        prepared.services().planner().settings().completeSequences()),
                prepared.fullType().getCoordinateReferenceSystem());
    }
}
