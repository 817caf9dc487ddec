package io.github.gtmapillary.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MapillaryExceptionTest {
    private static final Instant LATER = Instant.parse("2026-11-22T00:00:00Z");
    private static final Place MALMO = new Place(12.98, 55.59, 13.01, 55.61);

    private final MapillaryException failure = new MapillaryException(FailureKind.TOKEN, "refused");

    /** A failure with all details. */
    private static final class Known extends MapillaryException {
        private static final long serialVersionUID = 1L;

        Known(Throwable cause) {
            super(FailureKind.DAY_BUDGET, "spent", cause, LATER, MALMO);
        }
    }

    @Test
    void isFoundAsItself() {
        assertThat(MapillaryException.in(failure)).containsSame(failure);
    }

    @Test
    void isFoundAsTheCauseOfACause() {
        Throwable thrown = new RuntimeException(new UncheckedIOException(new IOException("wrapped", failure)));
        assertThat(MapillaryException.in(thrown)).containsSame(failure);
    }

    @Test
    void isFoundBelowAnExceptionThatTakesNoCauseWhenItIsMade() {
        assertThat(MapillaryException.in(new NoSuchElementException("end").initCause(failure)))
                .containsSame(failure);
    }

    @Test
    void isFoundAmongWhatWasSuppressed() {
        Throwable thrown = new IllegalStateException(new IOException("something else"));
        thrown.addSuppressed(new RuntimeException(failure));
        assertThat(MapillaryException.in(thrown)).containsSame(failure);
    }

    @Test
    void aCauseIsNearerThanWhatWasSuppressed() {
        Throwable thrown = new RuntimeException(new RuntimeException(failure));
        thrown.addSuppressed(new MapillaryException(FailureKind.CANCELLED, "closed"));
        assertThat(MapillaryException.in(thrown)).containsSame(failure);
    }

    @Test
    void causesInACircleEnd() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);
        assertThat(MapillaryException.in(other)).isEmpty();
        other.addSuppressed(one);
        one.addSuppressed(failure);
        assertThat(MapillaryException.in(other)).containsSame(failure);
    }

    @Test
    void isNotFoundWhereThereIsNone() {
        assertThat(MapillaryException.in(new IOException("disk full"))).isEmpty();
        assertThat(MapillaryException.in(null)).isEmpty();
    }

    @Test
    void theFailureOfATypeIsTheSameInAllElse() {
        Known known = new Known(new IOException("below"));
        MapillaryException ofImages = known.ofType("images");

        assertThat(ofImages)
                .hasMessage("spent")
                .satisfies(e -> assertThat(e.getCause()).isSameAs(known.getCause()))
                .satisfies(e -> assertThat(e.getStackTrace()).isEqualTo(known.getStackTrace()));
        assertThat(ofImages.kind()).isEqualTo(FailureKind.DAY_BUDGET);
        assertThat(ofImages.retryAt()).hasValue(LATER);
        assertThat(ofImages.place()).hasValue(MALMO);
        assertThat(ofImages.typeName()).hasValue("images");
        assertThat(known.typeName()).isEmpty();
    }

    @Test
    void theFirstTypeStays() {
        assertThat(failure.ofType("images").ofType("sequences").typeName()).hasValue("images");
    }

    @Test
    void isTheSameWhenItComesOverTheWire() throws Exception {
        MapillaryException sent = new Known(new IOException("below")).ofType("images");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @Nullable Object read = in.readObject();
            assertThat(read).isInstanceOfSatisfying(MapillaryException.class, received -> {
                assertThat(received.kind()).isEqualTo(FailureKind.DAY_BUDGET);
                assertThat(received.retryAt()).hasValue(LATER);
                assertThat(received.place()).hasValue(MALMO);
                assertThat(received.typeName()).hasValue("images");
            });
        }
    }

    @Test
    void aKindIsFoundByItsNameAlone() {
        assertThat(FailureKind.named("TOKEN")).hasValue(FailureKind.TOKEN);
        assertThat(FailureKind.named("TokenRejected")).isEmpty();
    }

    @Test
    void aPlaceIsABox() {
        assertThat(MALMO).hasToString("12.98,55.59,13.01,55.61");
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(13, 55, 12, 56));
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(12, 55, Double.NaN, 56));
    }
}
