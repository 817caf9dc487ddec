package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CounterLineTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final StringWriter terminal = new StringWriter();
    private final CounterLine line = new CounterLine(new PrintWriter(terminal), now::get);

    @Test
    void theCountIsRewrittenFiveTimesASecondAndWipedAtTheEnd() {
        line.features(1);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
        line.features(2);
        line.features(3);
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
        line.features(12_345);
        line.end();
        assertThat(terminal).hasToString("\r2 features\r12345 features\r              \r");
    }

    @Test
    void aShortReadShowsNothing() {
        line.features(1);
        line.end();
        assertThat(terminal).hasToString("");
    }
}
