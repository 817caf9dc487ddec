package io.github.gtmapillary.filter.function;

import org.geotools.api.filter.capability.FunctionName;
import org.geotools.filter.FunctionExpressionImpl;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * {@code pixelPolygon(segmentation, width, height)}: a detection's outline in pixels of its image, x to the right and y down from the
 * top left corner; null when any of the three is missing.
 */
final class PixelPolygonFunction extends FunctionExpressionImpl {
    private static final FunctionName NAME =
            functionName("pixelPolygon", "pixels:Geometry", "segmentation:String", "width:Double", "height:Double");

    PixelPolygonFunction() {
        super(NAME);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object feature) {
        String segmentation = getExpression(0).evaluate(feature, String.class);
        Double width = getExpression(1).evaluate(feature, Double.class);
        Double height = getExpression(2).evaluate(feature, Double.class);
        if (segmentation == null || width == null || height == null) {
            return null;
        }
        try {
            Geometry outline = new WKTReader().read(segmentation);
            return AffineTransformation.scaleInstance(width, height).transform(outline);
        } catch (ParseException e) {
            throw new IllegalArgumentException("pixelPolygon takes WKT, which '" + segmentation + "' is not", e);
        }
    }
}
