package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitMessagesTest {

    @Test
    void eachCauseIsToldOnce() {
        StringWriter err = new StringWriter();
        WaitMessages messages = new WaitMessages(new PrintWriter(err, true));
        messages.accept("the pace of tiles.example", Instant.parse("2026-11-21T10:00:20Z"));
        messages.accept("the pace of tiles.example", Instant.parse("2026-11-21T10:00:40Z"));
        messages.accept("tiles.example, which asked us to wait until then", Instant.parse("2026-11-21T10:05:00Z"));
        assertThat(err.toString().lines())
                .containsExactly(
                        "mapillary: waiting until 2026-11-21T10:00:20Z for the pace of tiles.example (-P max_wait_seconds"
                                + " bounds it)",
                        "mapillary: waiting until 2026-11-21T10:05:00Z for tiles.example, which asked us to wait until"
                                + " then (-P max_wait_seconds bounds it)");
    }
}
