package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.wkt;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongitudeWrapTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT (180 5)",
                "POINT (-180 5)",
                "LINESTRING (-180 5, 180 5)",
                "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))",
                "POLYGON EMPTY"
            })
    void whatLiesWithinStaysTheSame(String text) throws IOException {
        assertThat(LongitudeWrap.within180(wkt(text)).toText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POINT (190 5)                                        | POINT (-170 5)
            POINT (-190 5)                                       | POINT (170 5)
            POINT (540 5)                                        | POINT (180 5)
            LINESTRING (170 5, 190 5)                            | MULTILINESTRING ((170 5, 180 5), (-180 5, -170 5))
            LINESTRING (190 0, 190 5)                            | LINESTRING (-170 0, -170 5)
            MULTIPOINT ((170 1), (190 1), (-190 2))              | MULTIPOINT ((170 1), (-170 1), (170 2))
            POLYGON ((170 0, 190 0, 190 5, 170 5, 170 0))        | MULTIPOLYGON (((170 0, 180 0, 180 5, 170 5, 170 0)), ((-180 0, -170 0, -170 5, -180 5, -180 0)))
            POLYGON ((-190 0, -170 0, -170 5, -190 5, -190 0))   | MULTIPOLYGON (((170 0, 180 0, 180 5, 170 5, 170 0)), ((-180 0, -170 0, -170 5, -180 5, -180 0)))
            POLYGON ((180 0, 190 0, 190 5, 180 5, 180 0))        | POLYGON ((-180 0, -170 0, -170 5, -180 5, -180 0))
            POLYGON ((-200 0, 200 0, 200 5, -200 5, -200 0))     | POLYGON ((-180 0, 180 0, 180 5, -180 5, -180 0))
            POLYGON ((-540 0, 540 0, 540 5, -540 5, -540 0))     | POLYGON ((-180 0, 180 0, 180 5, -180 5, -180 0))
            POLYGON ((-677.1 0, 677.1 0, 677.1 5, -677.1 5, -677.1 0)) | POLYGON ((-180 0, 180 0, 180 5, -180 5, -180 0))
            POLYGON ((-1e9 0, 1e9 0, 1e9 5, -1e9 5, -1e9 0))     | POLYGON ((-180 0, 180 0, 180 5, -180 5, -180 0))
            POLYGON ((700 0, 710 0, 710 5, 700 5, 700 0))        | POLYGON ((-20 0, -10 0, -10 5, -20 5, -20 0))
            POINT (-541 0)                                       | POINT (179 0)
            LINESTRING (0 0, 1000 0)                             | LINESTRING (-180 0, 180 0)
            POLYGON ((175 0, 185 5, 185 0, 175 0))               | MULTIPOLYGON (((175 0, 180 2.5, 180 0, 175 0)), ((-180 0, -180 2.5, -175 5, -175 0, -180 0)))
            """)
    void whatLiesPastTheDateLineComesOutOnItsOtherSide(String text, String wrapped) throws IOException {
        assertThat(LongitudeWrap.within180(wkt(text)).norm().equalsTopo(wkt(wrapped)))
                .isTrue();
    }
}
