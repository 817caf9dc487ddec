package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Carries out plans. Safe for many threads; each stream is for one thread. */
public final class PlanRunner {
    private final ApiClient client;
    private final FetchSettings settings;
    private final LongSupplier nanoTime;
    private final FetchWarnings warnings;

    /**
     * Makes a runner.
     *
     * @param client sends the requests
     * @param settings bound each read
     * @param nanoTime a clock for reports, such as {@link System#nanoTime()}
     * @param clock a clock for warnings, which all streams together write once an hour at most
     */
    public PlanRunner(ApiClient client, FetchSettings settings, LongSupplier nanoTime, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.warnings = new FetchWarnings(clock);
    }

    /** The number of requests that the plan can name beforehand and a cache would answer now. Sends no request. */
    public int countCached(RequestPlan plan) {
        return (int) Stream.concat(
                        plan.tilePaths().stream().map(ApiRequest::tile),
                        plan.graphRequests().stream().map(ApiRequests::of))
                .filter(client::isCached)
                .count();
    }

    /** Opens a stream of the rows of a plan. The stream sends no request before its first row is asked for. */
    public RowStream run(RequestPlan plan, ReadOptions options) {
        plan.notes().forEach(warnings::note);
        FetchTally tally = new FetchTally(nanoTime, plan, settings.graphLimit(), warnings);
        FetchSession session = new FetchSession(client, settings, tally);
        return new RunningPlan(plan.accept(new PlanRows(session, options)), session);
    }
}
