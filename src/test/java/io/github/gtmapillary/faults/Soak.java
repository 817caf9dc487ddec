package io.github.gtmapillary.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.wire.CacheFolder;
import io.github.gtmapillary.oracle.Question;
import io.github.gtmapillary.oracle.Questions;
import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads from two stores for a long time, from many threads, while one answer in twenty is spoiled, and prints the use of resources every
 * minute. It compares each answer with brute force. Not a test: it runs for as many minutes as it is told to.
 */
final class Soak {
    private static final int READERS = 8;
    private static final double FAULTS = 0.05;
    private static final int CACHE_MB = 20;
    private static final int TILES_PER_MINUTE = 900;
    private static final int GRAPH_PER_MINUTE = 1800;

    /** Of what the pace allows in all, this part may be asked for in a day, so that it is spent before the end. */
    private static final double BUDGET = 0.75;

    private static final Duration BETWEEN_QUERIES = Duration.ofMillis(100);
    private static final int MINUTES_TO_RESTART = 10;
    private static final int MINUTES_TO_OUTAGE = 7;
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final int DRAWN = 600;

    private final int minutes;
    private final int budget;
    private final Path cache = Files.createTempDirectory("soak-cache");
    private final Arrivals arrivals = new Arrivals();
    private final Sandbox sandbox;
    private final FaultyHost host;
    private final List<Question> drawn;
    private final List<Questions.Kind> fresh;
    private final AtomicReference<List<MapillaryDataStore>> stores = new AtomicReference<>(List.of());
    /** Held for writing while the stores are opened anew. */
    private final ReadWriteLock restarting = new ReentrantReadWriteLock();

    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicLong largestCache = new AtomicLong();
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<Minute> rows = new ArrayList<>();
    private long retriesBefore;
    private int opened;
    private volatile boolean over;

    /** The use of resources in a minute. */
    private record Minute(long heap, int threads, long files, long tiles, long graph) {}

    private Soak(int minutes) throws IOException {
        this.minutes = minutes;
        this.budget = (int) (BUDGET * minutes * TILES_PER_MINUTE);
        SandboxWorld world = SandboxWorld.standard();
        // answers in full, so that search=graph is complete
        this.sandbox = Sandbox.start(0, world, new SearchLimits(0.01, 100_000, 100_000, 2000));
        this.host = FaultyHost.start(sandbox.url(), arrivals);
        Questions all = new Questions(world);
        this.fresh = all.neverAskedBefore();
        List<Questions.Kind> kinds = all.all();
        Random random = new Random(20_261_121);
        this.drawn = Stream.generate(
                        () -> kinds.get(random.nextInt(kinds.size())).draw(random))
                .limit(DRAWN)
                .toList();
    }

    /**
     * Runs it.
     *
     * @param arguments how many minutes, 30 if none
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("io.github.gtmapillary").setLevel(Level.SEVERE);
        boolean passed = new Soak(arguments.length == 0 ? 30 : Integer.parseInt(arguments[0])).run();
        System.exit(passed ? 0 : 1);
    }

    /** Counts what arrives at the host, and spoils some of it. */
    private static final class Arrivals implements FaultyHost.Faults {
        private final Random random = new Random(5);
        private final Map<WireFault, Integer> faults = new TreeMap<>();
        private final Map<LocalDate, Integer> tilesByDay = new TreeMap<>();
        private long tiles;
        private long graph;
        private long outageUntil = System.nanoTime();

        @Override
        public synchronized Optional<WireFault> next(String path) {
            if (FaultyHost.isTile(path)) {
                tiles++;
                tilesByDay.merge(LocalDate.now(ZoneOffset.UTC), 1, Integer::sum);
            } else {
                graph++;
            }
            if (outageUntil - System.nanoTime() > 0) {
                return counted(WireFault.UNAVAILABLE);
            }
            return random.nextDouble() < FAULTS
                    ? counted(WireFault.PASSING.get(random.nextInt(WireFault.PASSING.size())))
                    : Optional.empty();
        }

        private Optional<WireFault> counted(WireFault fault) {
            faults.merge(fault, 1, Integer::sum);
            return Optional.of(fault);
        }

        synchronized void beginOutage() {
            outageUntil = System.nanoTime() + OUTAGE.toNanos();
        }

        synchronized long tiles() {
            return tiles;
        }

        synchronized long graph() {
            return graph;
        }

        synchronized long spoiled() {
            return faults.values().stream().mapToInt(Integer::intValue).sum();
        }

        synchronized int mostTilesOfADay() {
            return tilesByDay.values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }
    }

    private boolean run() throws Exception {
        Minute before = measure();
        openStores();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Random random = new Random(i);
            readers.add(new Thread(() -> read(random), "reader-" + i));
        }
        Thread watch = new Thread(this::watchCache, "watch");
        watch.setDaemon(true);
        watch.start();
        say(
                "%d minutes, %d readers, %.0f %% faults, %d tiles a day, %d MB of cache on disk, %d MB of heap at most",
                minutes,
                READERS,
                100 * FAULTS,
                budget,
                CACHE_MB,
                Runtime.getRuntime().maxMemory() >> 20);
        say(
                "| minute | heap MB | threads | files | answers | tiles | Graph | spoiled | repeated | cache MB | left today"
                        + " | failed so far |");
        say("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        readers.forEach(Thread::start);
        for (int minute = 1; minute <= minutes; minute++) {
            TimeUnit.MINUTES.sleep(1);
            tell(minute);
            if (minute % MINUTES_TO_RESTART == 0 && minute < minutes) {
                restart();
            }
            if (minute % MINUTES_TO_OUTAGE == 0) {
                arrivals.beginOutage();
            }
        }
        over = true;
        for (Thread reader : readers) {
            reader.join();
        }
        closeStores();
        return verdict(before);
    }

    private void openStores() throws IOException {
        Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(host.url()));
        parameters.put("cache_dir", cache.toFile());
        parameters.put("cache_size_mb", CACHE_MB);
        parameters.put("memory_cache_mb", 8);
        parameters.put("cache_ttl_minutes", 1);
        parameters.put("tiles_per_minute", TILES_PER_MINUTE / 2);
        parameters.put("graph_per_minute", GRAPH_PER_MINUTE / 2);
        parameters.put("tiles_per_day", budget);
        MapillaryDataStore tiles = SandboxStore.find(parameters);
        parameters.put("search", "graph");
        stores.set(List.of(tiles, SandboxStore.find(parameters)));
        opened++;
    }

    private void closeStores() {
        stores.get().forEach(store -> {
            retriesBefore += store.health().retries();
            store.dispose();
        });
        stores.set(List.of());
    }

    private void restart() throws IOException {
        restarting.writeLock().lock();
        try {
            closeStores();
            openStores();
        } finally {
            restarting.writeLock().unlock();
        }
    }

    private void read(Random random) {
        while (!over) {
            Question question = random.nextInt(5) == 0
                    ? fresh.get(random.nextInt(fresh.size())).draw(random)
                    : drawn.get(random.nextInt(drawn.size()));
            restarting.readLock().lock();
            try {
                MapillaryDataStore store = stores.get().get(random.nextInt(2));
                if (random.nextInt(20) == 0) {
                    readTheBeginning(store, question);
                } else {
                    check(question, question.fidsFrom(store));
                }
            } catch (MapillaryException e) {
                if (e.kind().mayPass()) {
                    failures.computeIfAbsent(e.kind().name(), kind -> new AtomicLong())
                            .incrementAndGet();
                } else {
                    note(question + " failed: " + e);
                }
            } catch (IOException | RuntimeException | Error e) {
                note(question + " failed: " + e);
            } finally {
                restarting.readLock().unlock();
            }
            sleep(BETWEEN_QUERIES);
        }
    }

    private void readTheBeginning(MapillaryDataStore store, Question question) throws IOException {
        List<String> some = question.fidsFrom(store, 2);
        if (!question.fids().containsAll(some)) {
            note(question + " began with " + some);
        }
        abandoned.incrementAndGet();
    }

    private void check(Question question, List<String> fids) {
        if (question.isAnsweredBy(fids)) {
            answered.incrementAndGet();
        } else {
            note(question + " has " + question.fids().size() + " features, found were " + fids.size());
        }
    }

    private synchronized void note(String what) {
        wrong.add(what);
        say("WRONG %s", what);
    }

    private void watchCache() {
        while (!over) {
            largestCache.accumulateAndGet(cacheBytes(), Math::max);
            sleep(Duration.ofSeconds(1));
        }
    }

    private long cacheBytes() {
        try {
            return new CacheFolder(cache).usage().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Minute measure() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
        return new Minute(
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                arrivals.tiles(),
                arrivals.graph());
    }

    private void tell(int minute) {
        sandbox.clearRequests();
        Minute now = measure();
        rows.add(now);
        long retries = retriesBefore
                + stores.get().stream()
                        .mapToLong(store -> store.health().retries())
                        .sum();
        say(
                "| %d | %d | %d | %d | %d | %d | %d | %d | %d | %.1f | %s | %s |",
                minute,
                now.heap,
                now.threads,
                now.files,
                answered.get() + abandoned.get(),
                now.tiles,
                now.graph,
                arrivals.spoiled(),
                retries,
                cacheBytes() / 1048576.0,
                stores.get()
                        .get(0)
                        .health()
                        .tilesLeftToday()
                        .map(String::valueOf)
                        .orElse(""),
                failures.isEmpty() ? "none" : new TreeMap<>(failures));
    }

    private boolean verdict(Minute before) {
        say("");
        say("faults: %s", arrivals.faults);
        say("%d answers, all held against brute force; %d readers closed early", answered.get(), abandoned.get());
        say("failures: %s", failures);
        // threads without work end by themselves after ten seconds
        waitUntil(() -> storeThreads() == 0 && host.connections() == 0);
        Minute after = measure();
        List<Boolean> all = new ArrayList<>();
        all.add(verdict("every answer exact, every failure named", wrong.isEmpty(), wrong.size() + " wrong"));
        all.add(flat("heap in MB", minute -> minute.heap, 6));
        all.add(flat("threads", minute -> minute.threads, 6));
        all.add(flat("open files", minute -> minute.files, 12));
        all.add(verdict(
                "day budget kept",
                arrivals.mostTilesOfADay() <= budget,
                arrivals.mostTilesOfADay() + " tiles of " + budget));
        all.add(verdict(
                "tiles at their pace",
                keepsPace(minute -> minute.tiles, TILES_PER_MINUTE),
                "most in a minute " + mostInAMinute(minute -> minute.tiles) + ", pace " + TILES_PER_MINUTE));
        all.add(verdict(
                "Graph API at its pace",
                keepsPace(minute -> minute.graph, GRAPH_PER_MINUTE),
                "most in a minute " + mostInAMinute(minute -> minute.graph) + ", pace " + GRAPH_PER_MINUTE));
        all.add(verdict(
                "cache within bounds",
                largestCache.get() <= (CACHE_MB + 1L) << 20,
                String.format(Locale.ROOT, "largest %.1f MB of %d", largestCache.get() / 1048576.0, CACHE_MB)));
        all.add(verdict("no thread of a store left", storeThreads() == 0, storeThreads() + " threads"));
        all.add(verdict("no connection left", host.connections() == 0, host.connections() + " connections"));
        say(
                "files open before %d, after %d; threads before %d, after %d; heap before %d MB, after %d MB",
                before.files, after.files, before.threads, after.threads, before.heap, after.heap);
        return !all.contains(false);
    }

    /** By medians: what readers allocate while the garbage is collected counts as heap now and then. */
    private boolean flat(String what, ToLongFunction<Minute> number, long tolerance) {
        int third = rows.size() / 3;
        long middle = median(rows.subList(third, 2 * third), number);
        long last = median(rows.subList(2 * third, rows.size()), number);
        return verdict(
                what + " flat",
                last <= middle + tolerance,
                "median of the second third " + middle + ", of the last " + last);
    }

    private static long median(List<Minute> some, ToLongFunction<Minute> number) {
        return some.stream()
                .mapToLong(number)
                .sorted()
                .skip((some.size() - 1) / 2) // the lower of two, as garbage only adds
                .findFirst()
                .orElse(0);
    }

    /** A burst, which is at most a minute's worth, may go whenever a store is opened; besides that it is a minute's worth each minute. */
    private boolean keepsPace(ToLongFunction<Minute> number, int perMinute) {
        long all = number.applyAsLong(rows.get(rows.size() - 1));
        return all <= (long) perMinute * (minutes + opened) && mostInAMinute(number) <= 2L * perMinute;
    }

    private long mostInAMinute(ToLongFunction<Minute> number) {
        return LongStream.range(0, rows.size())
                .map(i -> number.applyAsLong(rows.get((int) i))
                        - (i == 0 ? 0 : number.applyAsLong(rows.get((int) i - 1))))
                .max()
                .orElse(0);
    }

    private static boolean verdict(String what, boolean passed, String figures) {
        say("%s  %s: %s", passed ? "PASS" : "FAIL", what, figures);
        return passed;
    }

    private static long storeThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mapillary-"))
                .count();
    }

    private static void waitUntil(BooleanSupplier done) {
        for (int i = 0; i < 30 && !done.getAsBoolean(); i++) {
            sleep(Duration.ofSeconds(1));
        }
    }

    private static void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
