package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.fetch.Flaws;
import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geotools.data.DataUtilities;
import org.junit.jupiter.api.Test;

class QueryReaderTest {
    private final List<FetchReport> reports = new ArrayList<>();

    /** No row at all. */
    private static final class NoRows implements RowStream {
        @Override
        public Row next() {
            throw new AssertionError("the reader opens the features before");
        }

        @Override
        public FetchReport report() {
            return new FetchReport(
                    0,
                    0,
                    0,
                    0,
                    0,
                    List.of(),
                    List.of(),
                    false,
                    false,
                    new Flaws(Map.of(), Map.of(), 0, 0),
                    Duration.ZERO);
        }

        @Override
        public void close() {}
    }

    private QueryReader reader(QueryReader.Source source) throws Exception {
        return new QueryReader(
                DataUtilities.createType("images", "id:String"), new NoRows(), source, () -> {}, reports::add, 0, 10);
    }

    @Test
    void aMistakeOfTheLibraryIsAFailureOfThatKind() throws Exception {
        QueryReader reader = reader(() -> {
            throw new IllegalStateException("impossible");
        });
        MapillaryException failure = catchThrowableOfType(MapillaryException.class, reader::hasNext);
        assertThat(failure.kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(failure.typeName()).hasValue("images");
        assertThat(failure).hasRootCauseInstanceOf(IllegalStateException.class).hasMessageContaining("impossible");
    }

    @Test
    void aFailureOfTheMachineIsTheConfiguration() throws Exception {
        QueryReader reader = reader(() -> {
            throw new IOException("no space left on device");
        });
        MapillaryException failure = catchThrowableOfType(MapillaryException.class, reader::hasNext);
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasMessage("no space left on device");
    }

    @Test
    void theReportIsToldOnceThoughTheReaderIsClosedTwice() throws Exception {
        QueryReader reader = reader(() -> {
            throw new IOException("never opened");
        });
        reader.close();
        assertThat(reader.hasNext()).isFalse();
        reader.close();
        assertThat(reports).hasSize(1);
    }
}
