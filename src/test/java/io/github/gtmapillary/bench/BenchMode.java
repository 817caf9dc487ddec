package io.github.gtmapillary.bench;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How thoroughly to measure. */
enum BenchMode {
    /** Each benchmark once, in this process: shows that all run and answer rightly. Its times mean nothing. */
    SMOKE(0, 0, 1),
    /** One process for each benchmark: a first idea of the times. */
    QUICK(1, 3, 3),
    /** Five processes for each benchmark. */
    FULL(5, 3, 5);

    private final int forks;
    private final int warmups;
    private final int measurements;

    BenchMode(int forks, int warmups, int measurements) {
        this.forks = forks;
        this.warmups = warmups;
        this.measurements = measurements;
    }

    void apply(ChainedOptionsBuilder options) {
        options.mode(this == SMOKE ? Mode.SingleShotTime : Mode.SampleTime)
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(measurements)
                .measurementTime(TimeValue.seconds(1));
    }

    /** Whether times can be compared with goals. */
    boolean isMeasured() {
        return this != SMOKE;
    }
}
