package io.github.gtmapillary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.failure.FailureKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayCountersFileTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Counters SOME = new Counters(5, 1, 7, 900, new TreeMap<>(Map.of(FailureKind.NETWORK, 2L)));

    @TempDir
    Path folder;

    private final List<Exception> damages = new ArrayList<>();

    @Test
    void holdsALineForEachCount() throws IOException {
        add(TODAY, SOME);
        assertThat(Files.readString(path())).isEqualTo("""
                        2026-11-21
                        requests 5
                        retries 1
                        cache-hits 7
                        bytes 900
                        failed NETWORK 2
                        """);
        assertThat(file().read(TODAY)).isEqualTo(new DayCounters(TODAY, SOME));
    }

    @Test
    void addsToWhatIsThere() throws IOException {
        add(TODAY, SOME);
        add(TODAY, new Counters(1, 0, 2, 100, new TreeMap<>(Map.of(FailureKind.TOKEN, 1L, FailureKind.NETWORK, 1L))));
        assertThat(file().read(TODAY).counters())
                .isEqualTo(new Counters(
                        6, 1, 9, 1000, new TreeMap<>(Map.of(FailureKind.TOKEN, 1L, FailureKind.NETWORK, 3L))));
        assertThat(damages).isEmpty();
    }

    @Test
    void anotherDayBeginsAnew() throws IOException {
        add(TODAY, SOME);
        assertThat(file().read(TODAY.plusDays(1)).counters()).isEqualTo(Counters.NONE);
        add(TODAY.plusDays(1), SOME);
        assertThat(file().read(TODAY.plusDays(1)).counters()).isEqualTo(SOME);
        assertThat(Files.readString(path())).startsWith("2026-11-22\n").doesNotContain("2026-11-21");
        // also after the clock was set back
        add(TODAY, SOME);
        assertThat(file().read(TODAY).counters()).isEqualTo(SOME);
    }

    @Test
    void withoutAFileNothingWasCountedAndNothingIsMade() throws IOException {
        assertThat(new DayCountersFile(folder.resolve("none")).read(TODAY).counters())
                .isEqualTo(Counters.NONE);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "2026-11-21\n",
                "2026-11-21\nrequests\n",
                "2026-11-21\nrequests x\nretries 1\ncache-hits 7\nbytes 900\n",
                "2026-11-21\nrequests -1\nretries 1\ncache-hits 7\nbytes 900\n",
                "2026-11-21\nrequests 5\nretries 1\ncache-hits 7\nbytes 900\nfailed TOKEN -1\n",
                "2026-11-21\nrequests 5\nretries 1\ncache-hits 7\nbytes 900\nfailed\n",
                "2026-11-21\nrequests 5\nretries 1\ncache-hits 7\nbytes 900\nwishes 3\n",
                "2026-13-21\nrequests 5\nretries 1\ncache-hits 7\nbytes 900\n",
                "\u0000\u00ff"
            })
    void whatIsDamagedIsToldAndReplaced(String text) throws IOException {
        Files.writeString(path(), text);
        assertThatExceptionOfType(DayCountersFile.CorruptException.class)
                .isThrownBy(() -> file().read(TODAY))
                .withMessageContaining(path().toString());
        add(TODAY, SOME);
        assertThat(damages).hasSize(1);
        assertThat(file().read(TODAY).counters()).isEqualTo(SOME);
    }

    @Test
    void aFileWithoutEndIsNotRead() throws IOException {
        Files.writeString(path(), "2026-11-21\n" + "requests 5\n".repeat(1_000_000));
        assertThatExceptionOfType(DayCountersFile.CorruptException.class).isThrownBy(() -> file().read(TODAY));
        add(TODAY, SOME);
        assertThat(Files.size(path())).isLessThan(200);
    }

    @Test
    void aCountThatIsTooLargeStaysThere() throws IOException {
        Files.writeString(
                path(),
                "2026-11-21\nrequests " + Long.MAX_VALUE + "\nretries 0\ncache-hits 0\nbytes 0\nfailed TOKEN 1\n");
        add(TODAY, SOME);
        assertThat(file().read(TODAY).counters().requests()).isEqualTo(Long.MAX_VALUE);
        assertThat(file().read(TODAY).counters().failures())
                .isEqualTo(Map.of(FailureKind.TOKEN, 1L, FailureKind.NETWORK, 2L));
    }

    /** Earlier versions named failures after classes. */
    @Test
    void failuresOfAnotherVersionAreLeftOut() throws IOException {
        Files.writeString(
                path(),
                "2026-11-21\nrequests 9\nretries 0\ncache-hits 0\nbytes 0\nfailed AddressBlocked 3\nfailed TOKEN 1\n");
        add(TODAY, SOME);
        assertThat(file().read(TODAY).counters().requests()).isEqualTo(14);
        assertThat(file().read(TODAY).counters().failures())
                .isEqualTo(Map.of(FailureKind.TOKEN, 1L, FailureKind.NETWORK, 2L));
        assertThat(damages).isEmpty();
    }

    @Test
    void processesThatAddAtTheSameTimeLoseNothing() throws Exception {
        Process other = OtherProcess.running(Adding.class, List.of(folder.toString()));
        assertThat(other.getInputStream().read()).isEqualTo('!');
        Adding.to(folder);
        assertThat(other.waitFor()).isZero();
        assertThat(file().read(TODAY).counters().requests()).isEqualTo(2 * Adding.TIMES * SOME.requests());
        assertThat(damages).isEmpty();
    }

    /** One of two processes that add as fast as they can. */
    static final class Adding {
        static final int TIMES = 200;

        private Adding() {}

        public static void main(String[] folder) throws IOException {
            System.out.write('!');
            System.out.flush();
            to(Path.of(folder[0]));
        }

        static void to(Path folder) throws IOException {
            DayCountersFile file = new DayCountersFile(folder);
            for (int added = 0; added < TIMES; ) {
                try {
                    file.add(TODAY, SOME, damage -> {
                        throw new IllegalStateException(damage);
                    });
                    added++;
                } catch (SharedFile.BusyException e) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void noFileIsLeftOpen() throws IOException {
        add(TODAY, SOME);
        try (FileChannel lock = FileChannel.open(folder.resolve("counters-per-day.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("counters-per-day", "counters-per-day.lock");
    }

    private void add(LocalDate day, Counters more) throws IOException {
        file().add(day, more, damages::add);
    }

    /** As another process has it. */
    private DayCountersFile file() {
        return new DayCountersFile(folder);
    }

    private Path path() {
        return folder.resolve("counters-per-day");
    }
}
