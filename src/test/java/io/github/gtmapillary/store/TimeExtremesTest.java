package io.github.gtmapillary.store;

import static io.github.gtmapillary.store.PreparedQueries.NOW;
import static io.github.gtmapillary.store.PreparedQueries.prepared;
import static io.github.gtmapillary.store.PreparedQueries.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import org.geotools.api.data.Query;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.CountVisitor;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.junit.jupiter.api.Test;

class TimeExtremesTest {
    private static final PropertyName TIME =
            CommonFactoryFinder.getFilterFactory().property("captured_at");

    private static TimeExtremes of(String ecql) throws IOException {
        return new TimeExtremes(prepared("images", ecql));
    }

    @Test
    void noImageIsOlderThanTheEarliest() throws IOException {
        MinVisitor first = new MinVisitor(TIME);
        assertThat(of("is_pano = true").answer(first)).isTrue();
        assertThat((Object) first.getMin()).isEqualTo(Timestamp.from(Instant.parse("2000-01-01T00:00:00Z")));
    }

    @Test
    void noImageIsNewerThanNow() throws IOException {
        MaxVisitor last = new MaxVisitor(TIME);
        assertThat(of("is_pano = true").answer(last)).isTrue();
        assertThat((Object) last.getMax()).isEqualTo(Timestamp.from(NOW));
    }

    @Test
    void theFilterNarrowsTheSpan() throws IOException {
        MaxVisitor last = new MaxVisitor(TIME);
        of("captured_at <= 2019-01-02T00:00:00Z").answer(last);
        assertThat((Object) last.getMax()).isEqualTo(Timestamp.from(Instant.parse("2019-01-02T00:00:00Z")));
    }

    @Test
    void aQueryThatAPlaceBoundsIsRead() throws IOException {
        assertThat(of("BBOX(geometry, 13, 55.6, 13.01, 55.61, 'CRS:84')").answer(new MinVisitor(TIME)))
                .isFalse();
    }

    @Test
    void theFirstFeaturesOfAPlaceThatIsTooLargeAreRead() throws IOException {
        Query first = where("images", "BBOX(geometry, -60, -60, 60, 60, 'CRS:84')");
        first.setMaxFeatures(10);

        assertThat(new TimeExtremes(prepared(first)).answer(new MinVisitor(TIME)))
                .isFalse();
    }

    @Test
    void aCountIsRead() throws IOException {
        assertThat(of("is_pano = true").answer(new CountVisitor())).isFalse();
    }

    @Test
    void allDifferentUsersOfTheWorldAreRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> of("is_pano = true").answer(new UniqueVisitor("creator_id")))
                .withMessageStartingWith("The different values of images in the whole world can't be told");
    }
}
