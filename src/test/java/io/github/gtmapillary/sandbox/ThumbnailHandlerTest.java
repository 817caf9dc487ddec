package io.github.gtmapillary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.graph.GraphClient;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailHandlerTest {

    private static final SandboxWorld WORLD = SandboxWorld.generate(1, 40);
    private static final Instant NOW = Instant.parse("2024-02-29T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"256", "1024", "2048", "original"})
    void aThumbnailNeedsNoTokenAndIsAnImage(String size) throws IOException {
        try (Sandbox sandbox = start(NOW)) {
            String url = url(sandbox, size);
            assertThat(url).startsWith(sandbox.url());
            HttpResponse<byte[]> response = get(sandbox, url);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
            assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(1, 1);
        }
    }

    @Test
    void itsAddressExpiresAfterThirtyDays() throws IOException {
        String url;
        try (Sandbox sandbox = start(NOW)) {
            url = url(sandbox, "256");
        }
        String expiry = url.substring(url.indexOf("oe=") + 3);
        assertThat(Instant.ofEpochSecond(Long.parseLong(expiry, 16))).isEqualTo("2024-03-30T12:00:00Z");
        String path = URI.create(url).getRawPath() + "?" + URI.create(url).getRawQuery();
        try (Sandbox sandbox = start(NOW.plusSeconds(30 * 86_400))) {
            assertThat(get(sandbox, path).statusCode()).isEqualTo(200);
        }
        try (Sandbox sandbox = start(NOW.plusSeconds(30 * 86_400 + 1))) {
            assertThat(get(sandbox, path).statusCode()).isEqualTo(403);
            assertThat(get(sandbox, URI.create(url).getRawPath()).statusCode()).isEqualTo(403);
        }
    }

    private static Sandbox start(Instant now) throws IOException {
        return Sandbox.start(0, WORLD, SearchLimits.STANDARD, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String url(Sandbox sandbox, String size) {
        SandboxImage image = WORLD.images().stream()
                .filter(candidate -> WORLD.details(candidate).hasOriginal())
                .findFirst()
                .orElseThrow();
        String field = "thumb_" + size + "_url";
        return new GraphClient(sandbox)
                .get("/" + image.id() + "?fields=" + field)
                .text(field);
    }

    private static HttpResponse<byte[]> get(Sandbox sandbox, String path) {
        GraphClient client = new GraphClient(sandbox);
        return client.send(client.request(path), BodyHandlers.ofByteArray());
    }
}
