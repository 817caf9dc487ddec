package io.github.gtmapillary.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A line on the terminal that counts features. It is updated a few times a second and erased at the end. */
final class CounterLine implements Progress {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrintWriter terminal;
    private final LongSupplier nanoTime;
    private long lastShown;
    private int width;

    CounterLine(PrintWriter terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.lastShown = nanoTime.getAsLong();
    }

    @Override
    public void features(long count) {
        long now = nanoTime.getAsLong();
        if (now - lastShown < INTERVAL_NANOS) {
            return;
        }
        lastShown = now;
        String line = count + " features";
        width = line.length();
        terminal.print("\r" + line);
        terminal.flush();
    }

    @Override
    public void end() {
        if (width > 0) {
            terminal.print("\r" + " ".repeat(width) + "\r");
            terminal.flush();
            width = 0;
        }
    }
}
