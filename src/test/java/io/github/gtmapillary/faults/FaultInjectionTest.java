package io.github.gtmapillary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.OpenedStores;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.client.VirtualClients;
import io.github.gtmapillary.oracle.Question;
import io.github.gtmapillary.oracle.Questions;
import io.github.gtmapillary.oracle.TouchedTiles;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;

/**
 * Whatever faults are injected, a query returns exactly what brute force finds or fails with an error that has a name; afterwards
 * nothing is left of it and the next query works. The connections are real, the time between attempts is not.
 *
 * <p>A tile that is not there is no fault here: that is how Mapillary says that there is nothing, and nobody can tell one from the
 * other.
 */
@Timeout(1200)
class FaultInjectionTest {
    private static final int RUNS = 500;
    private static final int RUNS_THAT_SKIP = 80;
    private static final double[] RATES = {0.1, 0.3, 0.5, 0.8};

    /** The sandbox takes up to ten seconds until it lets go of a connection. */
    private static final long WAIT_SECONDS = 20;

    /** Longer than any block lasts. */
    private static final Duration LONG = Duration.ofHours(25);

    /** How a query may fail for what a host does; every kind says whose fault it was. */
    private static final Set<FailureKind> NAMED = Set.of(
            FailureKind.NETWORK,
            FailureKind.UNAVAILABLE,
            FailureKind.RATE_LIMIT,
            FailureKind.BLOCKED,
            FailureKind.TOKEN,
            FailureKind.UNEXPECTED_ANSWER);

    /** Hardly ever happens: a wait that is too long, or the same limit five times. */
    private static final FailureKind RARE = FailureKind.RATE_LIMIT;

    private static final Logger LOGGER = Logger.getLogger("io.github.gtmapillary");

    private static Sandbox sandbox;
    private static List<Question> questions;

    @TempDir
    Path folder;

    /** The fewest that were open after a run. */
    private long fewestHandles = Long.MAX_VALUE;

    private final Map<String, Integer> outcomes = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException {
        LOGGER.setLevel(Level.OFF); // hundreds of warnings, all of them wanted
        SandboxWorld world = SandboxWorld.standard();
        // answers in full, so that search=graph is complete
        sandbox = Sandbox.start(0, world, new SearchLimits(0.01, 100_000, 100_000, 2000));
        Random random = new Random(20_261_121);
        questions = new Questions(world)
                .all().stream()
                        .flatMap(
                                kind -> Stream.generate(() -> kind.draw(random)).limit(3))
                        .toList();
    }

    @AfterAll
    static void stop() {
        LOGGER.setLevel(null);
        sandbox.close();
    }

    /** Faults that depend only on the seed, the request and its number of repetitions, so that threads do not matter. */
    private record SeededFaults(
            long seed, double rate, List<WireFault> kinds, Map<String, AtomicInteger> asked, AtomicInteger spoiled)
            implements FaultyHost.Faults {

        static SeededFaults of(Random random) {
            double rate = RATES[random.nextInt(RATES.length)];
            return of(random, rate, random.nextInt(5) < 2 ? WireFault.ALL : WireFault.PASSING);
        }

        static SeededFaults of(Random random, double rate, List<WireFault> kinds) {
            return new SeededFaults(random.nextLong(), rate, kinds, new ConcurrentHashMap<>(), new AtomicInteger());
        }

        @Override
        public Optional<WireFault> next(String path) {
            int time = asked.computeIfAbsent(path, first -> new AtomicInteger()).incrementAndGet();
            Random random = new Random(seed ^ (path.hashCode() * 31L + time) * 0x9E3779B97F4A7C15L);
            if (random.nextDouble() >= rate) {
                return Optional.empty();
            }
            spoiled.incrementAndGet();
            return Optional.of(kinds.get(random.nextInt(kinds.size())));
        }
    }

    /** Faults that end when a test says so. */
    private static final class Switch implements FaultyHost.Faults {
        private volatile FaultyHost.Faults current = path -> Optional.empty();

        @Override
        public Optional<WireFault> next(String path) {
            return current.next(path);
        }
    }

    @Test
    void aQueryIsAnsweredExactlyOrFailsByNameAndLeavesNothing() throws IOException {
        Switch faults = new Switch();
        try (FaultyHost host = FaultyHost.remembering(sandbox.url(), faults)) {
            askEverythingOnce(host);
            for (int run = 0; run < RUNS; run++) {
                Random random = new Random(run);
                Question question = questions.get(run % questions.size());
                SeededFaults seeded = SeededFaults.of(random);
                VirtualClients clients = new VirtualClients(run);
                MapillaryDataStore store = open(host, clients, parameters(random, run));
                String what = "run " + run + ", " + question;

                faults.current = seeded;
                String outcome = random.nextInt(12) == 0 ? begin(store, question, what) : ask(store, question, what);
                faults.current = path -> Optional.empty();
                askAgain(store, clients, question, what + ", asked again without faults");
                store.dispose();

                outcomes.merge(seeded.spoiled.get() == 0 ? "no fault" : outcome, 1, Integer::sum);
                assertThat(clients.pending()).as(what + ": alarms left").isZero();
                assertNothingIsLeft(host, what);
            }
        }
        assertThat(outcomes)
                .containsKeys(NAMED.stream()
                        .filter(kind -> kind != RARE)
                        .map(FailureKind::name)
                        .toArray(String[]::new));
        assertThat(outcomes.get("exact")).as("runs with faults: " + outcomes).isGreaterThan(RUNS / 4);
        assertThat(outcomes.get("no fault")).as("runs without a fault").isLessThan(RUNS / 2);
    }

    @Test
    void whatIsSkippedIsNamedInTheReportAndNothingElseIsMissing() throws IOException {
        List<Question> ofPoints = questions.stream()
                .filter(question -> question.kind().equals("tiles")
                        && !question.query().getTypeName().equals("sequences"))
                .toList();
        Switch faults = new Switch();
        int incomplete = 0;
        try (FaultyHost host = FaultyHost.remembering(sandbox.url(), faults)) {
            for (int run = 0; run < RUNS_THAT_SKIP; run++) {
                Question question = ofPoints.get(run % ofPoints.size());
                VirtualClients clients = new VirtualClients(run);
                MapillaryDataStore store = open(host, clients, Map.of("failed_tiles", "skip"));
                faults.current = SeededFaults.of(new Random(run), 0.7, WireFault.PASSING);
                incomplete += skips(store, question, "run " + run + ", " + question);
                faults.current = path -> Optional.empty();
                assertAnswers(question, question.fidsFrom(store), "run " + run + ", asked again");
                store.dispose();
            }
        }
        assertThat(incomplete).as("runs that left out features").isGreaterThan(RUNS_THAT_SKIP / 10);
    }

    /** Returns 1 if something was left out, 0 if not. */
    private static int skips(MapillaryDataStore store, Question question, String what) throws IOException {
        Set<String> missing = new HashSet<>(question.fids());
        FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(question.query(), Transaction.AUTO_COMMIT);
        try (reader) {
            while (reader.hasNext()) {
                assertThat(missing.remove(reader.next().getID())).as(what).isTrue();
            }
        }
        Set<String> skipped = QueryReport.of(reader).orElseThrow().skippedTiles().stream()
                .map(path -> path.replaceAll(".*/14/", ""))
                .collect(Collectors.toSet());
        List<Geometry> places =
                TrueFeature.all(question.query().getTypeName(), SandboxWorld.standard(), Positions.ORIGINAL).stream()
                        .filter(feature -> missing.contains(feature.fid()))
                        .map(TrueFeature::geometry)
                        .toList();
        assertThat(skipped).as(what).containsAll(TouchedTiles.of(places));
        return missing.isEmpty() ? 0 : 1;
    }

    /** So that the sandbox has hardly anything to do afterwards. */
    private static void askEverythingOnce(FaultyHost host) throws IOException {
        for (String search : List.of("tiles", "graph")) {
            VirtualClients clients = new VirtualClients(0);
            MapillaryDataStore store =
                    open(host, clients, Map.of("search", search, "complete_sequences", search.equals("tiles")));
            for (Question question : questions) {
                assertAnswers(question, question.fidsFrom(store), search + ", " + question);
            }
            store.dispose();
        }
    }

    private Map<String, Object> parameters(Random random, int run) {
        Map<String, Object> parameters = new HashMap<>();
        // also without a cache, because blocks are remembered there
        parameters.put("cache_dir", folder.resolve("run-" + run).toFile());
        if (random.nextBoolean()) {
            parameters.put("cache_size_mb", 4);
            parameters.put("memory_cache_mb", random.nextInt(3));
            parameters.put("tiles_per_day", 100_000);
        }
        parameters.put("search", random.nextInt(3) == 0 ? "graph" : "tiles");
        parameters.put("complete_sequences", random.nextBoolean());
        parameters.put("connections", 1 + random.nextInt(6));
        // the time is virtual: outages are waited for
        parameters.put("max_wait_seconds", 3600);
        parameters.put("tiles_per_minute", 30 + random.nextInt(1000));
        return parameters;
    }

    private static MapillaryDataStore open(FaultyHost host, VirtualClients clients, Map<String, Object> parameters)
            throws IOException {
        Map<String, Object> all = new HashMap<>(SandboxStore.parametersFor(host.url()));
        all.putAll(parameters);
        return OpenedStores.over(clients, all);
    }

    private static String ask(MapillaryDataStore store, Question question, String what) {
        try {
            assertAnswers(question, question.fidsFrom(store), what);
            return "exact";
        } catch (IOException e) {
            return named(e, what);
        }
    }

    private static void askAgain(MapillaryDataStore store, VirtualClients clients, Question question, String what)
            throws IOException {
        clients.advance(LONG);
        try {
            assertAnswers(question, question.fidsFrom(store), what);
        } catch (MapillaryException e) {
            assertThat(e.kind()).as(what).isEqualTo(FailureKind.BLOCKED);
            // an answer that was under way when its reader was closed may have said so only now
            clients.advance(LONG);
            assertAnswers(question, question.fidsFrom(store), what);
        }
    }

    /** Reads a few features and goes away. */
    private static String begin(MapillaryDataStore store, Question question, String what) {
        try {
            List<String> beginning = question.fidsFrom(store, 2);
            assertThat(question.fids()).as(what).containsAll(beginning);
            return "closed early";
        } catch (IOException e) {
            return named(e, what);
        }
    }

    private static String named(IOException failure, String what) {
        MapillaryException known = MapillaryException.in(failure).orElseThrow(() -> new AssertionError(what, failure));
        assertThat(NAMED).as(what + " failed with " + failure).contains(known.kind());
        assertThat(known.typeName()).as(what).isPresent();
        assertThat(failure).as(what).message().isNotBlank().doesNotContain(Sandbox.ACCESS_TOKEN);
        return known.kind().name();
    }

    private static void assertAnswers(Question question, List<String> found, String what) {
        assertThat(question.isAnsweredBy(found))
                .as(what + " has " + question.fids().size() + " features, found were " + found.size() + ", missing are "
                        + question.fids().stream()
                                .filter(fid -> !found.contains(fid))
                                .limit(5)
                                .toList())
                .isTrue();
    }

    private void assertNothingIsLeft(FaultyHost host, String what) {
        assertThat(soon(() -> host.connections() == 0 && storeThreads().isEmpty()))
                .as(what + ": threads " + storeThreads())
                .isTrue();
        assertThat(soon(() -> host.connections() == 0))
                .as(what + ": connections")
                .isTrue();
        // the first run opens what the JVM itself keeps open
        fewestHandles = Math.min(fewestHandles, openHandles());
        assertThat(soon(() -> openHandles() <= fewestHandles))
                .as(what + ": files and sockets, " + openHandles() + " instead of " + fewestHandles)
                .isTrue();
    }

    /** Threads and the other end of a connection need a moment to see that they are done. */
    private static boolean soon(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private static Set<String> storeThreads() {
        Thread[] threads = new Thread[500];
        int number = Thread.enumerate(threads);
        return Stream.of(threads)
                .limit(number)
                .map(Thread::getName)
                .filter(name -> name.startsWith("mapillary-"))
                .collect(Collectors.toSet());
    }

    /** Sockets and files of the cache that this process has open, where the system tells; not what the JVM opens for itself. */
    private long openHandles() {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(FaultInjectionTest::target)
                    .filter(target -> target.startsWith("socket:") || target.startsWith(folder.toString()))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
