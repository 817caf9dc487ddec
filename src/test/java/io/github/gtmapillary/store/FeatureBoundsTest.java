package io.github.gtmapillary.store;

import static io.github.gtmapillary.store.PreparedQueries.prepared;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class FeatureBoundsTest {
    private static final String BOX = "BBOX(geometry, 12, 55, 13, 56, 'CRS:84')";

    private static ReferencedEnvelope bounds(String typeName, String ecql) throws IOException {
        return FeatureBounds.of(prepared(typeName, ecql));
    }

    @Test
    void pointsLieInTheBoxOfTheFilter() throws IOException {
        assertThat((Object) new Envelope(bounds("images", BOX))).isEqualTo(new Envelope(12, 13, 55, 56));
    }

    @Test
    void linesReachToTheEdgesOfTheTiles() throws IOException {
        ReferencedEnvelope bounds = bounds("sequences", BOX);
        assertThat(bounds.contains(new Envelope(12, 13, 55, 56))).isTrue();
        assertThat(bounds.getWidth()).isGreaterThan(1).isLessThan(1.1);
    }

    @Test
    void anUnboundedQueryLiesInTheWorld() throws IOException {
        assertThat(bounds("images", "is_pano = true").getWidth()).isEqualTo(360);
    }

    @Test
    void boundsAreInLongitudeAndLatitude() throws IOException {
        assertThat(bounds("images", BOX).getCoordinateReferenceSystem()).isEqualTo(FeatureTypes.lonLat());
    }

    @Test
    void aTypeWithoutAGeometryHasNone() throws IOException {
        assertThat(bounds("organizations", "\"id\" = '1'").isEmpty()).isTrue();
    }
}
