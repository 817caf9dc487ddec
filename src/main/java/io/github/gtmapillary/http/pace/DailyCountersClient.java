package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;

/**
 * Adds the counts of {@link Health} to the counters of the day (UTC), which all programs on one folder share. It writes with a request, at
 * most once a minute, and when it is closed. An unusable file causes a warning, never a failed request.
 */
public final class DailyCountersClient extends ForwardingClient {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Health health;
    private final DayTallyFile file;
    private final Clock clock;
    private final RareWarning warning;
    private volatile Instant lastTime;
    private LocalDate day;

    /** Counts already in the file, or of a day that is over. */
    private Counters recorded = Counters.NONE;

    /** @param file made at the first write */
    DailyCountersClient(ApiClient inner, Health health, DayTallyFile file, Clock clock) {
        super(inner);
        this.health = health;
        this.file = file;
        this.clock = clock;
        this.warning = new RareWarning(clock);
        this.lastTime = clock.instant();
        this.day = day(lastTime);
    }

    /** Wraps a client whose requests are counted; returns other clients as they are. */
    public static ApiClient around(ApiClient inner, RateLimits settings, Health health, Clock clock) {
        return settings.tilesPerDay() == RateLimits.UNLIMITED
                ? inner
                : new DailyCountersClient(inner, health, new DayTallyFile(settings.countFolder()), clock);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Instant now = clock.instant();
        // the absolute difference: a clock set back must not stop the writing
        if (Duration.between(lastTime, now).abs().compareTo(INTERVAL) >= 0) {
            lastTime = now;
            record();
        }
        return inner().send(request);
    }

    /** Writes new counts; returns false if another process has the file open. */
    private synchronized boolean record() {
        Counters counted = health.report().counters();
        LocalDate today = day(clock.instant());
        if (!today.equals(day)) {
            // counts of the last minute may belong to either day, so they are dropped
            day = today;
            recorded = counted;
        }
        Counters news = counted.since(recorded);
        if (news.equals(Counters.NONE)) {
            return true;
        }
        try {
            file.change(today, warning, tallies -> add(news, today, tallies));
            recorded = counted;
            return true;
        } catch (SharedFile.BusyException e) {
            return false;
        } catch (IOException e) {
            warning.tell(
                    "unusable",
                    "Today's counters can't be saved in " + file
                            + ", so 'mapillary cache' shows too few requests; check cache_dir (" + e + ")");
            return true;
        }
    }

    static void add(Counters news, LocalDate today, SortedMap<String, DayTally> tallies) {
        news.byName()
                .forEach((name, count) -> tallies.compute(
                        DayTallyFile.COUNTER + name,
                        (same, before) -> (before == null ? new DayTally(today, 0) : before.on(today)).plus(count)));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public void close() {
        inner().close();
        SharedFile.insist(this::record);
    }
}
