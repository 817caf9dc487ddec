package io.github.gtmapillary.geoserver.deploy;

import static io.github.gtmapillary.geoserver.deploy.Nginx.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.JavaRun;
import io.github.gtmapillary.LocalServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.LocalServer.Request;
import io.github.gtmapillary.geoserver.deploy.MapReader.Result;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three stores in processes of their own behind nginx.conf read 500 maps, like three GeoServers of a cluster. nginx's pace is 10 tiles a
 * second with 10 at once, in place of 4 and 60.
 */
@RequiresPrograms("nginx")
@Timeout(300)
class SharedPaceTest {

    private static final int STORES = 3;
    private static final int PER_SECOND = 10;
    private static final int BURST = 10;

    /** By how much the way from nginx to the host may hold requests up and so push them together. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private static final long A_SECOND = Duration.ofSeconds(1).toNanos();

    /** A tile of the sandbox with few images. */
    private static final String TILE = "/maps/vtp/mly1_public/2/14/8781/5135";

    @TempDir
    private Path folder;

    @Test
    void severalStoresKeepOnePaceAndReadWhatTheCacheHasWithoutOne() throws Exception {
        byte[] tile = madeTile();
        try (LocalServer host = LocalServer.start(request -> Answer.tile(tile));
                Nginx nginx = Nginx.start(folder, URI.create(host.url()), SharedPaceTest::paced)) {
            List<Result> first = readMaps(nginx, "first", "tiles_per_minute=60000", "tiles_burst=1000");

            List<Request> arrivals = host.requests();
            assertThat(arrivals).extracting(Request::path).doesNotHaveDuplicates();
            assertThat(arrivals).hasSizeGreaterThanOrEqualTo(MapReader.TILES_A_SIDE * MapReader.TILES_A_SIDE);
            assertThat(mostBeyondThePace(arrivals)).isNotPositive();
            assertThat(nginx.accessLog())
                    .as("the pace was used up, and the cache used")
                    .contains(" LIMITED 429 ", " HIT - ");
            // what nginx held back or had, nobody has paid for
            assertThat(first.stream().mapToLong(Result::spent).sum()).isEqualTo(arrivals.size());
            assertThat(first).extracting(Result::features).doesNotContain(0L);

            // a second request that cost pace would have to wait for a minute, and the 21st would be too many for the
            // day
            List<Result> second = readMaps(
                    nginx, "second", "tiles_per_minute=1", "tiles_burst=1", "max_wait_seconds=1", "tiles_per_day=20");

            assertThat(host.requests()).hasSameSizeAs(arrivals);
            assertThat(second)
                    .extracting(Result::features)
                    .isEqualTo(first.stream().map(Result::features).toList());
            assertThat(second).extracting(Result::requests).allMatch(requests -> requests > 20);
            assertThat(second).extracting(Result::repeated).containsOnly(0L);
            assertThat(second).extracting(Result::spent).containsOnly(0L);
        }
    }

    private static byte[] madeTile() throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(0)) {
            URI uri = URI.create(sandbox.url() + TILE + "?access_token=" + Sandbox.ACCESS_TOKEN.replace("|", "%7C"));
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                    .body();
        }
    }

    private static String paced(String config) {
        return replacing(" rate=240r/m;", " rate=" + PER_SECOND * 60 + "r/m;")
                .andThen(replacing(" burst=59 nodelay;", " burst=" + (BURST - 1) + " nodelay;"))
                .apply(config);
    }

    /** All stores at once. */
    private List<Result> readMaps(Nginx nginx, String name, String... parameters) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(STORES);
        try {
            List<Future<JavaRun>> running = new ArrayList<>();
            for (int store = 0; store < STORES; store++) {
                List<String> arguments = arguments(nginx, store, folder.resolve(name + store), parameters);
                running.add(threads.submit(() -> JavaRun.of(JavaRun.thisJava(), folder, Map.of(), arguments)));
            }
            List<Result> results = new ArrayList<>();
            for (Future<JavaRun> one : running) {
                JavaRun run = one.get();
                assertThat(run.exit()).as(run.err()).isZero();
                results.add(Result.of(run.out()));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> arguments(Nginx nginx, int store, Path cacheDir, String... parameters)
            throws Exception {
        return Stream.concat(
                        Stream.of(
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                JavaRun.classPath(),
                                MapReader.class.getName(),
                                Integer.toString(store),
                                Integer.toString(STORES),
                                "tiles_url=" + nginx.url(),
                                "graph_url=" + nginx.url(),
                                "cache_dir=" + Files.createDirectory(cacheDir),
                                "tiles_per_day=10000"),
                        Stream.of(parameters))
                .toList();
    }

    /** By how many arrivals some stretch of time is beyond what the pace allows in it. */
    private static double mostBeyondThePace(List<Request> arrivals) {
        List<Long> moments = arrivals.stream().map(Request::nanos).sorted().toList();
        double most = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < moments.size(); from++) {
            for (int to = from; to < moments.size(); to++) {
                double seconds = (double) (moments.get(to) - moments.get(from) + JITTER.toNanos()) / A_SECOND;
                most = Math.max(most, to - from + 1 - BURST - PER_SECOND * seconds);
            }
        }
        return most;
    }
}
