package io.github.gtmapillary.bench;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/** The times of benchmarks as a table in Markdown, with what the naive reader takes beside what the data store takes. */
final class ResultTable {
    private static final String CONTENDER = "contender";

    private final List<Line> lines;

    private ResultTable(List<Line> lines) {
        this.lines = lines;
    }

    /** Least, middle and greatest of some numbers. */
    record Spread(double least, double median, double greatest) {
        static Spread of(double[] numbers) {
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s (%s – %s)", digits(median), digits(least), digits(greatest));
        }

        /** Three digits that count. */
        private static String digits(double number) {
            int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
            return String.format(Locale.ROOT, "%." + decimals + "f", number);
        }
    }

    /**
     * A benchmark.
     *
     * @param naive median of each process in milliseconds; empty if no other reader is compared
     * @param ours the same for the data store
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares lines
    private record Line(String name, double[] naive, double[] ours, OptionalInt goal) {
        Optional<Spread> factor() {
            int both = Math.min(naive.length, ours.length);
            return both == 0
                    ? Optional.empty()
                    : Optional.of(Spread.of(IntStream.range(0, both)
                            .mapToDouble(i -> naive[i] / ours[i])
                            .toArray()));
        }

        boolean meetsGoal() {
            return goal.isEmpty() || factor().isEmpty() || factor().get().median() >= goal.getAsInt();
        }

        String text() {
            String reached = goal.isEmpty() ? "" : "≥ " + goal.getAsInt() + (meetsGoal() ? "" : ", missed");
            return "| " + name + " | " + spread(naive) + " | " + spread(ours) + " | "
                    + factor().map(Spread::toString).orElse("") + " | " + reached + " |\n";
        }

        private static String spread(double[] times) {
            return times.length == 0 ? "" : Spread.of(times).toString();
        }
    }

    static ResultTable of(Collection<RunResult> results) {
        Map<String, List<RunResult>> byName =
                results.stream().collect(Collectors.groupingBy(ResultTable::name, TreeMap::new, Collectors.toList()));
        return new ResultTable(byName.entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey(),
                        medians(entry.getValue(), Contender.NAIVE.name()),
                        medians(entry.getValue(), Contender.OURS.name()),
                        goal(entry.getValue().get(0).getParams())))
                .toList());
    }

    /** The method, and the parameters that it has besides the contender. */
    private static String name(RunResult result) {
        BenchmarkParams params = result.getParams();
        String rest = params.getParamsKeys().stream()
                .filter(key -> !key.equals(CONTENDER))
                .map(params::getParam)
                .collect(Collectors.joining(", "));
        String[] parts = params.getBenchmark().split("\\.", -1);
        String method = parts[parts.length - 2].replaceFirst("Benchmark$", "") + "." + parts[parts.length - 1];
        return rest.isEmpty() ? method : method + " (" + rest + ")";
    }

    /** A row without a contender counts as the data store's. */
    private static double[] medians(List<RunResult> results, String contender) {
        return results.stream()
                .filter(result -> contender.equals(
                        Objects.requireNonNullElse(result.getParams().getParam(CONTENDER), Contender.OURS.name())))
                .flatMap(result -> result.getBenchmarkResults().stream())
                .mapToDouble(ResultTable::median)
                .toArray();
    }

    private static double median(BenchmarkResult process) {
        return process.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static OptionalInt goal(BenchmarkParams params) {
        int dot = params.getBenchmark().lastIndexOf('.');
        try {
            for (Method method :
                    Class.forName(params.getBenchmark().substring(0, dot)).getMethods()) {
                @Nullable Goal goal = method.getAnnotation(Goal.class);
                if (goal != null
                        && method.getName().equals(params.getBenchmark().substring(dot + 1))) {
                    return OptionalInt.of(goal.factor());
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return OptionalInt.empty();
    }

    /** Whether the medians of all benchmarks with a goal reach it. */
    boolean meetsGoals() {
        return lines.stream().allMatch(Line::meetsGoal);
    }

    String text() {
        return "Median (least – greatest) of the medians of the processes, in milliseconds.\n\n"
                + "| benchmark | naive | ours | naive ÷ ours | goal |\n|---|---|---|---|---|\n"
                + lines.stream().map(Line::text).collect(Collectors.joining());
    }
}
