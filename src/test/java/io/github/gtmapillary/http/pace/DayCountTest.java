package io.github.gtmapillary.http.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.VirtualTime;
import io.github.gtmapillary.http.wire.ApiServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayCountTest {

    private static final String HOST = "tiles.mapillary.com";
    private static final int LIMIT = 100;

    @TempDir
    Path temporary;

    private final VirtualTime time = VirtualTime.standing();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void theCountSurvivesARestart() throws IOException {
        take(count(), 40);
        DayCount restarted = count();
        assertThat(restarted.left(LIMIT)).isEqualTo(60);
        take(restarted, 60);
        assertThat(restarted.take(LIMIT)).isFalse();
        assertThat(Files.readString(file())).isEqualTo("tiles.mapillary.com 2026-11-21 100\n");
        assertThat(count().take(LIMIT)).isFalse();
        assertThat(log.at(Level.WARNING)).isEmpty();
    }

    @Test
    void anotherProcessCountsInTheSameFile() {
        DayCount one = count();
        DayCount other = count();
        for (int i = 0; i < LIMIT / 2; i++) {
            assertThat(one.take(LIMIT)).isTrue();
            assertThat(other.take(LIMIT)).isTrue();
        }
        assertThat(one.take(LIMIT)).isFalse();
        assertThat(other.take(LIMIT)).isFalse();
    }

    @Test
    void thoseOfOneProcessShareWhatTheyKnow() {
        DayCount one = DayCount.shared(folder(), HOST, time.clock());
        assertThat(DayCount.shared(folder().resolve("x").resolve(".."), HOST, time.clock()))
                .isSameAs(one);
        assertThat(DayCount.shared(folder(), "127.0.0.1:8080", time.clock())).isNotSameAs(one);
    }

    @Test
    void hostsAreCountedForThemselves() throws IOException {
        take(count(), 3);
        new DayCount(folder(), "127.0.0.1:8080", time.clock()).take(LIMIT);
        assertThat(Files.readString(file()))
                .isEqualTo("127.0.0.1:8080 2026-11-21 1\ntiles.mapillary.com 2026-11-21 3\n");
        assertThat(count().left(LIMIT)).isEqualTo(97);
        // and those of days that are over are dropped
        time.advance(Duration.ofDays(1));
        count().take(LIMIT);
        assertThat(Files.readString(file())).isEqualTo("tiles.mapillary.com 2026-11-22 1\n");
    }

    @Test
    void aNewDayBeginsAtMidnightUtc() {
        DayCount count = count();
        take(count, LIMIT);
        assertThat(count.dayEnds()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        time.setClock(Instant.parse("2026-11-21T23:59:59Z"));
        assertThat(count.take(LIMIT)).isFalse();
        time.setClock(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(count.left(LIMIT)).isEqualTo(100);
        assertThat(count.take(LIMIT)).isTrue();
    }

    @Test
    void aClockSetBackOverMidnightGivesNoDayTwice() {
        DayCount count = count();
        time.setClock(Instant.parse("2026-11-22T00:30:00Z"));
        take(count, LIMIT);
        time.setClock(Instant.parse("2026-11-21T23:30:00Z"));
        for (DayCount each : new DayCount[] {count, count()}) {
            assertThat(each.left(LIMIT)).isZero();
            assertThat(each.take(LIMIT)).isFalse();
            assertThat(each.dayEnds()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
        }
        time.setClock(Instant.parse("2026-11-22T00:31:00Z"));
        assertThat(count.take(LIMIT)).isFalse();
        time.setClock(Instant.parse("2026-11-23T00:00:00Z"));
        assertThat(count.take(LIMIT)).isTrue();
    }

    @Test
    void aClockThatWasFarAheadShutsNothingForLong() {
        DayCount count = count();
        time.setClock(Instant.parse("2099-01-01T00:00:00Z"));
        take(count, LIMIT);
        time.setClock(Instant.parse("2026-11-21T10:00:00Z"));
        for (DayCount each : new DayCount[] {count, count()}) {
            assertThat(each.take(LIMIT)).as("no more today").isFalse();
            assertThat(each.dayEnds()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
        }
        time.setClock(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(count().take(LIMIT)).isTrue();
        assertThat(count.take(LIMIT)).isTrue();
    }

    @Test
    void aDamagedFileIsWarnedOfAndReplacedByWhatIsKnown() throws IOException {
        DayCount count = count();
        take(count, 7);
        for (String damage :
                new String[] {"nonsense", "a 2026-11-21 x\n", "a yesterday 1\n", "a 2026-11-21 -5\n", "\u0000\u00ff"}) {
            Files.writeString(file(), damage);
            assertThat(count.take(LIMIT)).isTrue();
        }
        assertThat(Files.readString(file())).isEqualTo("tiles.mapillary.com 2026-11-21 12\n");
        assertThat(log.at(Level.WARNING))
                .singleElement()
                .asString()
                .contains("damaged")
                .contains(file().toString())
                .contains("nonsense");
    }

    @Test
    void aFileThatIsDeletedIsNoNewDay() throws IOException {
        DayCount count = count();
        take(count, 7);
        Files.delete(file());
        assertThat(count.take(LIMIT)).isTrue();
        assertThat(count().left(LIMIT)).isEqualTo(92);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aFolderThatCanNotBeHadIsWarnedOfAndTheCountIsKeptInMemory(int depth) throws IOException {
        // a file in its place, as root may write anywhere
        Path file = Files.writeString(temporary.resolve("taken"), "");
        Path noFolder = depth == 0 ? file : file.resolve("below");
        DayCount count = new DayCount(noFolder, HOST, time.clock());
        take(count, LIMIT);
        assertThat(count.take(LIMIT)).isFalse();
        assertThat(count.left(LIMIT)).isZero();
        assertThat(log.at(Level.WARNING)).singleElement().asString().contains(noFolder.toString(), "cache_dir");
        time.advance(Duration.ofDays(1));
        assertThat(count.take(LIMIT)).isTrue();
    }

    @Test
    void aFolderThatCannotBeWrittenIsWarnedOfAndWhatIsThereStillCounts() throws IOException {
        take(count(), 30);
        // not by permissions, which mean nothing to root
        Files.createDirectories(folder().resolve("requests-per-day.new").resolve("in the way"));
        DayCount count = count();
        assertThat(count.left(LIMIT)).isEqualTo(70);
        take(count, 70);
        assertThat(count.take(LIMIT)).isFalse();
    }

    @Test
    void whatWasCountedWhileAnotherWasAtTheFileIsWrittenAfterwards() throws IOException {
        DayCount count = count();
        take(count, 5);
        DayTallyFile file = new DayTallyFile(folder());
        try (DayTallyFile.Session other = file.open()) {
            take(count, 3);
            other.write(new TreeMap<>(Map.of(HOST, new DayTally(LocalDate.parse("2026-11-21"), 20))));
        }
        assertThat(count.take(LIMIT)).isTrue();
        assertThat(file.read().tallies()).containsEntry(HOST, new DayTally(LocalDate.parse("2026-11-21"), 24));
        assertThat(log.at(Level.WARNING)).isEmpty();
    }

    /** As commands do that run at the same time. */
    @Test
    void whatWasCountedWhileAnotherWasAtTheFileIsWrittenWhenTheClientIsClosed() throws IOException {
        int any = RateLimits.UNLIMITED;
        HostGate.Limits limits = new HostGate.Limits(HOST, any, any, new DayBudget(count(), LIMIT));
        HostGate gate = new HostGate(limits, time, promised -> {});
        DayTallyFile file = new DayTallyFile(folder());
        try (DayTallyFile.Session other = file.open()) {
            for (int i = 0; i < 3; i++) {
                gate.enter(new PromisedAnswer(ApiServer.TILE));
            }
            other.write(new TreeMap<>(Map.of(HOST, new DayTally(LocalDate.parse("2026-11-21"), 20))));
            gate.close(); // does not wait for long
            assertThat(count().left(LIMIT)).isEqualTo(80);
        }
        gate.close();
        assertThat(count().left(LIMIT)).isEqualTo(77);
        gate.close();
        assertThat(count().left(LIMIT)).isEqualTo(77);
        assertThat(log.at(Level.WARNING)).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenBeforeMidnightIsOfNoOtherDay() throws IOException {
        DayCount count = count();
        DayTallyFile file = new DayTallyFile(folder());
        try (DayTallyFile.Session other = file.open()) {
            assertThat(other).isNotNull();
            assertThat(file.read().tallies()).isEmpty();
            take(count, 3);
        }
        time.advance(Duration.ofDays(1));
        count.settle();
        assertThat(count().left(LIMIT)).isEqualTo(100);
        take(count, 1);
        assertThat(count().left(LIMIT)).isEqualTo(99);
    }

    @Test
    void aLimitThatIsLowerThanThatOfAnotherStoreHolds() {
        DayCount count = count();
        take(count, 50);
        assertThat(count.take(50)).isFalse();
        assertThat(count.left(20)).isZero();
        assertThat(count.take(51)).isTrue();
    }

    @Test
    void noFileIsLeftOpen() throws IOException {
        take(count(), 1);
        try (FileChannel lock = FileChannel.open(folder().resolve("requests-per-day.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
        }
        assertThat(folder().toFile().list()).containsExactlyInAnyOrder("requests-per-day", "requests-per-day.lock");
    }

    private Path folder() {
        return temporary.resolve("cache");
    }

    private Path file() {
        return folder().resolve("requests-per-day");
    }

    /** As after a restart, or in another process. */
    private DayCount count() {
        return new DayCount(folder(), HOST, time.clock());
    }

    private static void take(DayCount count, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(count.take(LIMIT)).as("request " + (i + 1)).isTrue();
        }
    }
}
