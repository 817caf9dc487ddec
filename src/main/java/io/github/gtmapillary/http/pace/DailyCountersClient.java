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
 * Adds what {@link Health} counts to the counters of the day (UTC), which all programs share that use the same folder: with a request
 * if the last time is a minute ago, and when it is closed. A file that can't be had costs a warning and no request.
 */
public final class DailyCountersClient extends ForwardingClient {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Health health;
    private final DayTallyFile file;
    private final Clock clock;
    private final RareWarning warning;
    private volatile Instant lastTime;
    private LocalDate day;

    /** The counts that are in the file already, or belong to a day that is over. */
    private Counters recorded = Counters.NONE;

    /** @param file made when there is something to write */
    DailyCountersClient(ApiClient inner, Health health, DayTallyFile file, Clock clock) {
        super(inner);
        this.health = health;
        this.file = file;
        this.clock = clock;
        this.warning = new RareWarning(clock);
        this.lastTime = clock.instant();
        this.day = day(lastTime);
    }

    /** Around a client whose requests are counted; others stay as they are. */
    public static ApiClient around(ApiClient inner, RateLimits settings, Health health, Clock clock) {
        return settings.tilesPerDay() == RateLimits.UNLIMITED
                ? inner
                : new DailyCountersClient(inner, health, new DayTallyFile(settings.countFolder()), clock);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Instant now = clock.instant();
        // either way: a clock that was set back must not keep it from writing
        if (Duration.between(lastTime, now).abs().compareTo(INTERVAL) >= 0) {
            lastTime = now;
            record();
        }
        return inner().send(request);
    }

    /** Writes what is new; false if another process is at the file. */
    private synchronized boolean record() {
        Counters counted = health.report().counters();
        LocalDate today = day(clock.instant());
        if (!today.equals(day)) {
            // the minute or less since the last time is of either day, and so of none
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
                    "Today's counters can't be kept in " + file
                            + ", so that 'mapillary cache' tells too little; check cache_dir (" + e + ")");
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
