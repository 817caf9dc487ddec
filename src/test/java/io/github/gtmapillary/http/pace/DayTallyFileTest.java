package io.github.gtmapillary.http.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.files.OtherProcess;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DayTallyFileTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final Counters SOME = new Counters(5, 1, 7, 900, new TreeMap<>(Map.of(FailureKind.NETWORK, 2L)));

    @TempDir
    Path folder;

    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void oneFileHoldsTheTilesOfEachHostAndAllCounters() throws IOException {
        assertThat(new DayCount(folder, "tiles.mapillary.com", CLOCK).take(10)).isTrue();
        add(folder, SOME);
        assertThat(Files.readString(path())).isEqualTo("""
                        counter/bytes 2026-11-21 900
                        counter/cache-hits 2026-11-21 7
                        counter/failed/NETWORK 2026-11-21 2
                        counter/requests 2026-11-21 5
                        counter/retries 2026-11-21 1
                        tiles.mapillary.com 2026-11-21 1
                        """);
        assertThat(DayUsage.today(folder, CLOCK))
                .isEqualTo(new DayUsage(new TreeMap<>(Map.of("tiles.mapillary.com", 1L)), SOME));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("requests-per-day", "requests-per-day.lock");
    }

    /** Earlier versions kept tiles in the same file, and counters in one of their own. */
    @Test
    void whatAnEarlierVersionHasSpentOfTheBudgetStaysSpent() throws IOException {
        Files.writeString(path(), "tiles.mapillary.com 2026-11-21 9\n");
        Files.writeString(
                folder.resolve("counters-per-day"), "2026-11-21\nrequests 5\nretries 1\ncache-hits 7\nbytes 900\n");
        add(folder, SOME);
        DayCount count = new DayCount(folder, "tiles.mapillary.com", CLOCK);
        assertThat(count.take(10)).isTrue();
        assertThat(count.take(10)).isFalse();
        assertThat(DayUsage.today(folder, CLOCK).counters())
                .as("those of the earlier version are not added")
                .isEqualTo(SOME);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aNewDayDropsTheCountersOfTheOldOne() throws IOException {
        add(folder, SOME);
        new DayTallyFile(folder).change(TODAY.plusDays(1), warning(), tallies -> {
            tallies.put("tiles.mapillary.com", new DayTally(TODAY.plusDays(1), 1));
        });
        assertThat(Files.readString(path())).isEqualTo("tiles.mapillary.com 2026-11-22 1\n");
    }

    @Test
    void withoutAFileNothingWasCountedAndNothingIsMade() throws IOException {
        assertThat(DayUsage.today(folder.resolve("none"), CLOCK))
                .isEqualTo(new DayUsage(new TreeMap<>(), Counters.NONE));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\n",
                "counter/requests\n",
                "counter/requests x 1\n",
                "counter/requests 2026-11-21 x\n",
                "counter/requests 2026-11-21 -1\n",
                "counter/requests 2026-13-21 1\n",
                "counter/requests 2026-11-21 1 1\n",
                "cut.example 2026-11-21 12",
                "\n",
                "\u0000\u00ff"
            })
    void aDamagedLineIsToldAndDroppedAndAllOthersCount(String line) throws IOException {
        Files.writeString(path(), "tiles.mapillary.com 2026-11-21 9\n" + line);
        assertThat(new DayTallyFile(folder).read().damaged()).hasSize(1);
        add(folder, SOME);
        assertThat(log.warnings()).singleElement().asString().contains("damaged", path().toString());
        assertThat(DayUsage.today(folder, CLOCK))
                .isEqualTo(new DayUsage(new TreeMap<>(Map.of("tiles.mapillary.com", 9L)), SOME));
    }

    @Test
    void aFileWithoutEndIsNotRead() throws IOException {
        Files.writeString(path(), "counter/requests 2026-11-21 5\n".repeat(1_000_000));
        add(folder, SOME);
        assertThat(Files.size(path())).isLessThan(200);
    }

    @Test
    void aCountThatIsTooLargeStaysThere() throws IOException {
        Files.writeString(path(), "counter/requests 2026-11-21 " + Long.MAX_VALUE + "\n");
        add(folder, SOME);
        assertThat(DayUsage.today(folder, CLOCK).counters().requests()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void failuresOfKindsThatThisVersionDoesNotKnowAreLeftOutAndStayInTheFile() throws IOException {
        Files.writeString(path(), "counter/failed/Wish 2026-11-21 3\n");
        add(folder, SOME);
        assertThat(DayUsage.today(folder, CLOCK).counters()).isEqualTo(SOME);
        assertThat(Files.readString(path())).contains("counter/failed/Wish 2026-11-21 3\n");
        assertThat(log.warnings()).isEmpty();
    }

    /** Two processes and several threads of each, which take tiles and add counters as fast as they can. */
    @Test
    void processesThatCountAtTheSameTimeLoseNothing() throws Exception {
        Process other = OtherProcess.running(Counting.class, List.of(folder.toString()));
        assertThat(other.getInputStream().read()).isEqualTo('!');
        Counting.in(folder);
        assertThat(other.waitFor()).isZero();
        DayUsage usage = DayUsage.today(folder, CLOCK);
        assertThat(usage.counters().requests()).isEqualTo(2 * Counting.TIMES * SOME.requests());
        assertThat(usage.tiles()).isEqualTo(Map.of("tiles.example", 2L * Counting.TIMES));
        assertThat(log.warnings()).isEmpty();
    }

    /** One of two processes. */
    static final class Counting {
        static final int TIMES = 200;

        private Counting() {}

        public static void main(String[] folder) throws Exception {
            System.out.write('!');
            System.out.flush();
            in(Path.of(folder[0]));
        }

        static void in(Path folder) throws Exception {
            Thread tiles = new Thread(() -> {
                DayCount count = new DayCount(folder, "tiles.example", CLOCK);
                for (int i = 0; i < TIMES; i++) {
                    if (!count.take(Integer.MAX_VALUE)) {
                        throw new IllegalStateException("there is no such limit");
                    }
                }
                for (int i = 0; i < TIMES; i++) {
                    count.settle(); // which gives up after a while, as the others take no pause
                }
            });
            tiles.start();
            for (int i = 0; i < TIMES; i++) {
                add(folder, SOME);
            }
            tiles.join();
        }
    }

    /** A count is in the file before its request is sent, so no end of a process gives tiles back. */
    @Test
    void aProcessThatIsKilledHasCountedWhatItHasTaken() throws Exception {
        Process killed = OtherProcess.running(Taking.class, List.of(folder.toString()));
        try {
            for (int i = 0; i < Taking.TIMES; i++) {
                assertThat(killed.getInputStream().read()).isEqualTo('!');
            }
        } finally {
            killed.destroyForcibly().waitFor();
        }
        DayCount count = new DayCount(folder, "tiles.example", CLOCK);
        assertThat(count.left(100)).isEqualTo(100 - Taking.TIMES);
        assertThat(count.take(100)).isTrue();
    }

    /** Takes some tiles, tells of each, and then waits to be killed. */
    static final class Taking {
        static final int TIMES = 5;

        private Taking() {}

        public static void main(String[] folder) throws IOException {
            DayCount count = new DayCount(Path.of(folder[0]), "tiles.example", CLOCK);
            for (int i = 0; i < TIMES; i++) {
                if (!count.take(100)) {
                    throw new IllegalStateException("there are tiles left");
                }
                System.out.write('!');
                System.out.flush();
            }
            var unused = System.in.read();
        }
    }

    @Test
    void noFileIsLeftOpen() throws IOException {
        add(folder, SOME);
        try (FileChannel lock = FileChannel.open(folder.resolve("requests-per-day.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
        }
    }

    /** As a client does, which tries again while another process is at the file. */
    private static void add(Path folder, Counters more) throws IOException {
        while (true) {
            try {
                new DayTallyFile(folder)
                        .change(TODAY, warning(), tallies -> DailyCountersClient.add(more, TODAY, tallies));
                return;
            } catch (SharedFile.BusyException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static RareWarning warning() {
        return new RareWarning(CLOCK);
    }

    private Path path() {
        return folder.resolve("requests-per-day");
    }
}
