package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An answer that somebody else will give, or that fails. The first outcome counts, but for {@link #cancel()}, which always does. */
class PromisedAnswer implements PendingAnswer {

    private final ApiRequest request;
    private final CompletableFuture<ApiAnswer> outcome = new CompletableFuture<>();

    /** Guarded by this: what lets go of whatever works on the answer, once there is something to let go of. */
    private @Nullable Runnable letGo;

    private boolean cancelled;

    PromisedAnswer(ApiRequest request) {
        this.request = request;
    }

    final ApiRequest request() {
        return request;
    }

    final boolean isDone() {
        return outcome.isDone();
    }

    /** Gives the answer. */
    final void complete(ApiAnswer answer) {
        outcome.complete(answer);
    }

    /** Ends the request with this failure, unless it has ended already: then false. */
    final boolean fail(Throwable failure) {
        return outcome.completeExceptionally(failure);
    }

    /** Takes on what another answer, which is done, turned out to be. */
    final void settleAs(PendingAnswer other) {
        try {
            complete(other.await());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Runs this when the answer is given up, at once if it was before. */
    final void whenCancelled(Runnable action) {
        synchronized (this) {
            letGo = action;
            if (!cancelled) {
                return;
            }
        }
        action.run();
    }

    @Override
    public final ApiAnswer await() throws IOException {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(
                    "interrupted while waiting for " + request.label() + "; it is cancelled");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    @Override
    public final void cancel() {
        // settled by force: whoever cancelled must not depend on whether the answer was faster
        outcome.obtrudeException(
                new RequestCancelledException(request, request.label() + " was cancelled by its caller"));
        Runnable action;
        synchronized (this) {
            cancelled = true;
            action = letGo;
        }
        if (action != null) {
            action.run();
        }
    }

    @Override
    public final void whenDone(Runnable action) {
        var unused = outcome.whenComplete((answer, failure) -> action.run());
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof IOException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw cause instanceof Error e ? e : new AssertionError("only these end a request", cause);
    }
}
