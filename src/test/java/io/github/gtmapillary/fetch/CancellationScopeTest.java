package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.PendingAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancellationScopeTest {
    private final CancellationScope scope = new CancellationScope();
    private final List<String> cancelled = new ArrayList<>();

    /** An answer that never comes. */
    private PendingAnswer answer(String name, Runnable whenCancelled) {
        return new PendingAnswer() {
            @Override
            public ApiAnswer await() {
                throw new AssertionError("nobody waits in these tests");
            }

            @Override
            public void cancel() {
                cancelled.add(name);
                whenCancelled.run();
            }

            @Override
            public void whenDone(Runnable action) {}
        };
    }

    private PendingAnswer send(String name) throws IOException {
        return scope.send(() -> answer(name, () -> {}));
    }

    @Test
    void closingCancelsAllRequestsInTheOrderOfSending() throws IOException {
        send("first");
        send("second");
        scope.close();
        assertThat(cancelled).containsExactly("first", "second");
    }

    @Test
    void aRequestThatIsDoneIsNotCancelled() throws IOException {
        scope.done(send("first"));
        send("second");
        scope.close();
        assertThat(cancelled).containsExactly("second");
    }

    @Test
    void closingAgainCancelsNothing() throws IOException {
        send("first");
        scope.close();
        scope.close();
        assertThat(cancelled).containsExactly("first");
    }

    @Test
    void aClosedScopeSendsNothing() {
        scope.close();
        assertThatExceptionOfType(ReaderClosedException.class)
                .isThrownBy(() -> scope.send(() -> {
                    throw new AssertionError("sent after closing");
                }))
                .withMessage("the reader was closed while it was being read");
    }

    @Test
    void aClosedScopeLetsNobodyGoOn() throws IOException {
        scope.requireOpen();
        scope.close();
        assertThatExceptionOfType(ReaderClosedException.class).isThrownBy(scope::requireOpen);
    }

    @Test
    void aRequestThatCannotBeSentIsNotUnderWay() {
        assertThatIOException()
                .isThrownBy(() -> scope.send(() -> {
                    throw new IOException("too many requests");
                }));
        scope.close();
        assertThat(cancelled).isEmpty();
    }

    /** A client may tell other threads that a request ended, and wait for them. */
    @Test
    void theScopeIsNotLockedWhileItCancels() throws IOException {
        PendingAnswer other = answer("other", () -> {});
        scope.send(() -> answer(
                "first",
                () -> CompletableFuture.runAsync(() -> scope.done(other)).join()));
        scope.close();
        assertThat(cancelled).containsExactly("first");
    }
}
