package io.github.gtmapillary.http.pace;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link DayCountTest} and {@link DailyCountersClientTest} test the content of the files. */
class DayUsageTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = "requests-per-day")
    void whatIsDamagedIsNamedWithWhatToDo(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "nonsense");
        assertThatIOException()
                .isThrownBy(() -> DayUsage.today(folder, Clock.systemUTC()))
                .withMessageContainingAll(file.toString(), "delete it");
    }

    @ParameterizedTest
    @ValueSource(strings = "requests-per-day")
    void whatIsNoFileIsNamedWithWhatToDo(String name) throws IOException {
        Path file = Files.createDirectory(folder.resolve(name));
        assertThatIOException()
                .isThrownBy(() -> DayUsage.today(folder, Clock.systemUTC()))
                .withMessageContainingAll(file.toString(), "cache_dir");
    }
}
