package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LocalServer.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThumbnailTest {
    private static final String IMAGE = "1933525276802129";
    private static final String PICTURE = "/picture";

    @ParameterizedTest
    @EnumSource
    void theStoreSaysWhereAPictureIsAndItIsFetchedFromThere(ThumbnailSize size) throws IOException {
        // two, as of a reader that stops at an image requests may come late
        try (SandboxStore search = SandboxStore.open(Map.of());
                SandboxStore sandbox = SandboxStore.open(Map.of())) {
            Query complete = SandboxStore.query(
                    "image_entities", "BBOX(geometry, 12.99, 55.60, 13.00, 55.605) AND thumb_original_url IS NOT NULL");
            complete.setMaxFeatures(1);
            String id = (String) search.read(complete).get(0).getAttribute("id");

            byte[] picture = sandbox.store().thumbnail(id, size);

            assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
            List<String> requests = sandbox.takeRequests();
            assertThat(requests).hasSize(2);
            assertThat(requests.get(0)).contains("ids=" + id, "thumb_" + size.label() + "_url");
            assertThat(requests.get(0).split("thumb_", -1))
                    .as("no other URL is asked for")
                    .hasSize(2);
            assertThat(requests.get(1)).startsWith("/thumbs/" + id + "_" + size.label() + ".png?oh=");
        }
    }

    @Test
    void anImageThatIsNotThereIsNamed() throws IOException {
        try (SandboxStore sandbox = SandboxStore.open(Map.of())) {
            assertThatIOException()
                    .isThrownBy(() -> sandbox.store().thumbnail("999", ThumbnailSize.WIDTH_256))
                    .withMessageContaining("no image 999");
        }
    }

    @Test
    void aSizeThatAnImageLacksIsNamed() throws IOException {
        try (ImageServer server = new ImageServer(200, 200);
                ImageServer.Open open = server.open()) {
            assertThatIOException()
                    .isThrownBy(() -> open.store().thumbnail(IMAGE, ThumbnailSize.ORIGINAL))
                    .withMessageContaining("no picture of the size original");
        }
    }

    @Test
    void anExpiredUrlIsAskedForAnewOnce() throws IOException {
        try (ImageServer server = new ImageServer(403, 200);
                ImageServer.Open open = server.open()) {
            assertThat(open.store().thumbnail(IMAGE, ThumbnailSize.WIDTH_1024))
                    .asString()
                    .isEqualTo("picture");
            assertThat(server.pictures()).containsExactly("1", "2");
        }
        try (ImageServer server = new ImageServer(403, 403);
                ImageServer.Open open = server.open()) {
            assertThatIOException()
                    .isThrownBy(() -> open.store().thumbnail(IMAGE, ThumbnailSize.WIDTH_1024))
                    .withMessageContaining("HTTP 403");
            assertThat(server.pictures()).containsExactly("1", "2");
        }
    }

    @Test
    void aDisposedStoreGivesNone() throws IOException {
        SandboxStore sandbox = SandboxStore.open(Map.of());
        sandbox.close();
        assertThatIOException().isThrownBy(() -> sandbox.store().thumbnail(IMAGE, ThumbnailSize.WIDTH_256));
    }

    /** A Graph API with one image whose signed URL is another each time, and the image's host. */
    private static final class ImageServer implements AutoCloseable {
        private final List<Integer> statuses;
        private final LocalServer server = LocalServer.start(this::answer);

        /** Answers the requests for pictures with these statuses, one after the other. */
        ImageServer(Integer... statuses) throws IOException {
            this.statuses = List.of(statuses);
        }

        private Answer answer(LocalServer.Request request) {
            return request.path().equals(PICTURE)
                    ? Answer.of(statuses.get(pictures().size() - 1), "image/jpeg", "picture")
                    : Answer.of(200, "application/json", """
                            {"%s":{"id":"%s","thumb_1024_url":"%s%s?%s"}}""".formatted(
                                    IMAGE,
                                    IMAGE,
                                    server.url(),
                                    PICTURE,
                                    server.requests().size() - pictures().size()));
        }

        /** The queries of the requests for pictures. */
        List<String> pictures() {
            List<LocalServer.Request> pictures = server.requests().stream()
                    .filter(request -> request.path().equals(PICTURE))
                    .toList();
            assertThat(pictures).noneMatch(request -> request.headers().containsKey("Authorization"));
            return pictures.stream().map(LocalServer.Request::query).toList();
        }

        Open open() throws IOException {
            return new Open(SandboxStore.find(SandboxStore.parametersFor(server.url())));
        }

        @Override
        public void close() {
            server.close();
        }

        record Open(MapillaryDataStore store) implements AutoCloseable {
            @Override
            public void close() {
                store.dispose();
            }
        }
    }
}
