package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Bbox;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FilterTranslatorTest {

    @Test
    void boxBoundsPointsAndDecidesThem() throws IOException {
        Translation translation = translate(IMAGES, "BBOX(geometry, 12.5, 55.5, 13.5, 55.75)");
        assertThat(translation.condition()).hasToString("position in 12.5,55.5,13.5,55.75");
        assertThat(translation.exact()).isTrue();
        assertThat(Bbox.of(translation.region().envelope())).isEqualTo(new Bbox(12.5, 55.5, 13.5, 55.75));
    }

    @Test
    void boxBoundsLinesWithoutDecidingThem() throws IOException {
        Translation translation = translate(SEQUENCES, "BBOX(geometry, 12.5, 55.5, 13.5, 55.75)");
        assertThat(translation.condition()).hasToString("everything");
        assertThat(translation.exact()).isFalse();
        assertThat(Bbox.of(translation.region().envelope())).isEqualTo(new Bbox(12.5, 55.5, 13.5, 55.75));
    }
}
