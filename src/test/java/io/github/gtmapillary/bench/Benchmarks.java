package io.github.gtmapillary.bench;

import io.github.gtmapillary.geoserver.rendering.StyleBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and prints a table of their times. */
final class Benchmarks {
    /** Held, so that its level stays. */
    private static final Logger LOGGER = Logger.getLogger("io.github.gtmapillary");

    private static final String STYLES = "styles";
    private static final String ALL = ".*";

    private Benchmarks() {}

    /**
     * Runs benchmarks; ends with 1 if a goal was missed, a check does not hold or a style is too slow.
     *
     * @param arguments a {@link BenchMode} in any case; a regular expression that finds the names of the benchmarks to run, or the name
     *     of a {@link LoadCheck} in any case, or {@code styles}; the folder for the results
     */
    public static void main(String[] arguments) {
        boolean passed = false;
        try {
            passed = run(BenchMode.valueOf(arguments[0].toUpperCase(Locale.ROOT)), arguments[1], Path.of(arguments[2]));
        } catch (IOException | RunnerException e) {
            LOGGER.log(Level.SEVERE, "the benchmarks failed", e);
        } finally {
            // the threads of a benchmark that failed would keep the process
            System.exit(passed ? 0 : 1);
        }
    }

    private static boolean run(BenchMode mode, String wanted, Path folder) throws IOException, RunnerException {
        LOGGER.setLevel(Level.SEVERE);
        if (wanted.equals(STYLES)) {
            return StyleBenchmark.run();
        }
        Optional<LoadCheck> check = Arrays.stream(LoadCheck.values())
                .filter(each -> each.name().equalsIgnoreCase(wanted))
                .findFirst();
        if (check.isPresent()) {
            return LoadChecks.run(check.get());
        }
        boolean passed = runJmh(mode, wanted, folder);
        if (mode.isMeasured() && wanted.equals(ALL)) {
            for (LoadCheck each : LoadCheck.values()) {
                passed &= LoadChecks.run(each);
            }
            passed &= StyleBenchmark.run();
        }
        return passed;
    }

    private static boolean runJmh(BenchMode mode, String wanted, Path folder) throws IOException, RunnerException {
        Files.createDirectories(folder);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(wanted.equals(ALL) ? Benchmarks.class.getPackageName() : wanted)
                .timeUnit(TimeUnit.MILLISECONDS)
                .shouldFailOnError(true)
                .verbosity(mode.isMeasured() ? VerboseMode.NORMAL : VerboseMode.SILENT)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("benchmarks.json").toString());
        mode.apply(options);
        Collection<RunResult> results = new Runner(options.build()).run();
        if (!mode.isMeasured()) {
            System.out.println(results.size() + " benchmarks ran and answered rightly");
            return !results.isEmpty();
        }
        ResultTable table = ResultTable.of(results);
        System.out.println(table.text());
        Files.writeString(folder.resolve("benchmarks.md"), table.text());
        return table.meetsGoals();
    }
}
