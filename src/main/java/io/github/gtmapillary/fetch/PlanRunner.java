package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.CoveredScan;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.EntityScan;
import io.github.gtmapillary.plan.GraphSearch;
import io.github.gtmapillary.plan.Nothing;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.Union;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/** Carries out plans. Safe for many threads; each stream is for one. */
public final class PlanRunner {
    /** A logger of its own, so that a program that starts a sandbox itself can leave the warning out. */
    private static final String MADE_DATA_LOGGER = "io.github.gtmapillary.sandbox";

    private final ApiClient client;
    private final int connections;
    private final boolean skipFailedTiles;
    private final int maxGraphRequests;
    private final LongSupplier nanoTime;
    private final RareWarning warning;
    private final RareWarning madeDataWarning;

    /**
     * Makes a runner.
     *
     * @param connections how many tiles are fetched at a time; twice as many may wait to be decoded
     * @param skipFailedTiles whether a tile that can't be had is left out with a warning instead of ending the stream
     * @param maxGraphRequests most requests to the Graph API that one stream may make, whatever they are for
     * @param nanoTime a clock for reports, such as {@link System#nanoTime()}
     * @param clock tells how long ago something was warned of, so that all streams together warn of it once an hour
     */
    public PlanRunner(
            ApiClient client,
            int connections,
            boolean skipFailedTiles,
            int maxGraphRequests,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.client = client;
        this.connections = connections;
        this.skipFailedTiles = skipFailedTiles;
        this.maxGraphRequests = maxGraphRequests;
        this.nanoTime = nanoTime;
        this.warning = new RareWarning(Logging.getLogger(PlanRunner.class), clock);
        this.madeDataWarning = new RareWarning(Logging.getLogger(MADE_DATA_LOGGER), clock);
    }

    /** How many of the requests that a plan can name beforehand a cache would answer now. Makes no request. */
    public int countCached(RequestPlan plan) {
        return (int) Stream.concat(
                        plan.tilePaths().stream().map(ApiRequest::tile),
                        plan.graphRequests().stream().map(ApiRequests::of))
                .filter(client::isCached)
                .count();
    }

    /** Opens a stream; no request is made before its first row is asked for. */
    public RowStream run(RequestPlan plan, ReadOptions options) {
        FetchTally tally =
                new FetchTally(nanoTime, plan, maxGraphRequests, warning, madeDataWarning, client.patience());
        OpenRows opened = open(plan, options, tally);
        return new RunningPlan(opened.rows(), opened.cancel(), tally);
    }

    OpenRows open(RequestPlan plan, ReadOptions options, FetchTally tally) {
        return plan.accept(new Opener(options, tally));
    }

    /** Opens the rows of each kind of plan. */
    private final class Opener implements RequestPlan.Visitor<OpenRows> {
        private final ReadOptions options;
        private final FetchTally tally;

        Opener(ReadOptions options, FetchTally tally) {
            this.options = options;
            this.tally = tally;
        }

        @Override
        public OpenRows tileScan(TileScan scan) {
            return scanned(scan, false, options, tally);
        }

        @Override
        public OpenRows coveredScan(CoveredScan scan) {
            CoveredRows rows = new CoveredRows(scan, options, tally, PlanRunner.this);
            return new OpenRows(rows, rows::close);
        }

        @Override
        public OpenRows entityLookup(EntityLookup lookup) {
            return lookedUp(lookup, options, tally);
        }

        @Override
        public OpenRows sequenceLookup(SequenceLookup lookup) {
            SequenceLookupRows rows = new SequenceLookupRows(lookup, options, tally, PlanRunner.this);
            return new OpenRows(rows, rows::close);
        }

        @Override
        public OpenRows entityScan(EntityScan scan) {
            return scannedEntities(scan, options, tally);
        }

        @Override
        public OpenRows detectionLookup(DetectionLookup lookup) {
            DetectionRows rows = new DetectionRows(client, lookup, options, connections, tally);
            return new OpenRows(rows, rows::close);
        }

        @Override
        public OpenRows graphSearch(GraphSearch search) {
            GraphSearchRows rows = new GraphSearchRows(client, search, options, connections, tally);
            return new OpenRows(rows, rows::close);
        }

        @Override
        public OpenRows creatorSearch(CreatorSearch search) {
            CreatorRows rows = new CreatorRows(client, search, options, connections, tally);
            return new OpenRows(rows, rows::close);
        }

        @Override
        public OpenRows union(Union union) {
            return united(union, options, tally);
        }

        @Override
        public OpenRows nothing(Nothing nothing) {
            return new OpenRows(() -> null, () -> {});
        }
    }

    private OpenRows united(Union union, ReadOptions options, FetchTally tally) {
        List<OpenRows> parts =
                union.parts().stream().map(part -> open(part, options, tally)).toList();
        // a feature may come from more than one, and need not be the same each time: who filters them has to look at
        // each
        RowCursor rows = RowCursor.chained(parts.stream().map(OpenRows::rows).iterator());
        return new OpenRows(rows, () -> parts.forEach(part -> part.cancel().run()));
    }

    private OpenRows scannedEntities(EntityScan plan, ReadOptions options, FetchTally tally) {
        ReadOptions ids = new ReadOptions(Projection.ID_ONLY, options.naturalOrder(), options.mayStopEarly());
        List<OpenRows> scans =
                plan.scans().stream().map(scan -> open(scan, ids, tally)).toList();
        EntityRows rows = entities(
                new IdBatches(
                        RowCursor.chained(scans.stream().map(OpenRows::rows).iterator())),
                new EntityDecoder(plan.schema(), options.projection(), plan.positions(), tally),
                BatchFields.of(plan.schema(), options.projection(), plan.fields()),
                true,
                options.mayStopEarly(),
                tally);
        return new OpenRows(rows, () -> {
            scans.forEach(scan -> scan.cancel().run());
            rows.close();
        });
    }

    /**
     * Carries out a scan.
     *
     * @param known whether there is something in its tiles
     */
    OpenRows scanned(TileScan scan, boolean known, ReadOptions options, FetchTally tally) {
        boolean ofLines = scan.schema().geometry() == GeometryKind.LINES;
        boolean mayStopEarly = options.mayStopEarly() && !ofLines;
        TileRequests requests =
                new TileRequests((tiles, led) -> tiles(scan, tiles, led, mayStopEarly, tally), scan.tiles(), known);
        RowCursor rows = ofLines
                ? new SequenceRows(scan, options.projection(), requests, skipFailedTiles, tally)
                : points(scan, options, requests, tally);
        return new OpenRows(rows, requests::close);
    }

    /** What one reads of each tile. */
    <T> TileRows<T> read(OrderedAnswers<TileId> tiles, TileScan scan, FetchTally tally, TileRows.Reading<T> reading) {
        return new TileRows<>(tiles, scan, skipFailedTiles, tally, reading);
    }

    OrderedAnswers<TileId> tiles(
            TileScan scan, List<TileId> tiles, boolean known, boolean mayStopEarly, FetchTally tally) {
        return new OrderedAnswers<>(
                client,
                Keys.of(tiles.iterator()),
                tile -> {
                    ApiRequest request = ApiRequest.tile(scan.path(tile));
                    return known ? request.expectingData() : request;
                },
                2 * connections,
                mayStopEarly,
                tally);
    }

    private RowCursor points(TileScan scan, ReadOptions options, TileRequests requests, FetchTally tally) {
        TileDecoder decoder = new TileDecoder(scan.schema(), scan.condition(), options.projection(), tally.counts);
        boolean besideSequences = scan.schema().layer().equals(MapillaryTypes.IMAGES.layer())
                && scan.tiles().size() > 1;
        DoubtfulTiles doubtful = new DoubtfulTiles();
        TileRows.Reading<RowCursor> reading = tile -> {
            if (besideSequences) {
                doubtful.add(tile);
            }
            RowCursor cursor = decoder.decode(tile.id(), tile.bytes());
            if (options.naturalOrder()) {
                return PointRows.sorted(cursor);
            }
            return skipFailedTiles ? RowCursor.of(cursor.toList()) : cursor;
        };
        return new PointRows(requests, answers -> read(answers, scan, tally, reading), doubtful);
    }

    private OpenRows lookedUp(EntityLookup lookup, ReadOptions options, FetchTally tally) {
        EntityRows rows = entities(
                Keys.of(lookup.batches().iterator()),
                new EntityDecoder(lookup.schema(), options.projection(), lookup.positions(), tally),
                BatchFields.of(lookup.schema(), options.projection(), lookup.fields()),
                false,
                options.mayStopEarly(),
                tally);
        return new OpenRows(rows, rows::close);
    }

    SequenceImages imagesOf(List<String> sequenceIds, FetchTally tally) {
        return new SequenceImages(client, sequenceIds, connections, tally);
    }

    /**
     * Asks for entities in batches, some ahead.
     *
     * @param known whether the ids come from Mapillary itself
     */
    EntityRows entities(
            Keys<List<String>> batches,
            EntityDecoder decoder,
            BatchFields fields,
            boolean known,
            boolean mayStopEarly,
            FetchTally tally) {
        return new EntityRows(client, batches, decoder, fields, known, 2 * connections, mayStopEarly, tally);
    }

    private static final class RunningPlan implements RowStream {
        private final RowCursor rows;
        private final Runnable cancel;
        private final FetchTally tally;
        /** Whoever goes on after a failure must not take the rest for the whole. */
        private @Nullable IOException failure;

        RunningPlan(RowCursor rows, Runnable cancel, FetchTally tally) {
            this.rows = rows;
            this.cancel = cancel;
            this.tally = tally;
        }

        @Override
        public @Nullable Row next() throws IOException {
            if (failure != null) {
                throw failure;
            }
            try {
                Row row = rows.next();
                if (row == null) {
                    tally.stop();
                }
                return row;
            } catch (IOException e) {
                tally.stop();
                failure = e;
                throw e;
            } catch (RuntimeException | Error e) {
                tally.stop();
                failure = new IOException("the query failed before: " + e.getMessage(), e);
                throw e;
            }
        }

        @Override
        public FetchReport report() {
            return tally.report();
        }

        @Override
        public void close() {
            cancel.run();
            tally.stop();
        }
    }
}
