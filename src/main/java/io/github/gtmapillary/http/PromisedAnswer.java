package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An answer that other code completes or fails. The first outcome counts, except that {@link #cancel()} always wins. */
public class PromisedAnswer implements PendingAnswer {

    private final ApiRequest request;
    private final CompletableFuture<ApiAnswer> outcome = new CompletableFuture<>();

    /** Guarded by this: cancels the work on the answer; null before any work has begun. */
    private @Nullable Runnable letGo;

    private boolean cancelled;

    private boolean isHandedOn;

    /** Guarded by this, like the next field: why the answer waits now. */
    private @Nullable Standstill standstill;

    private Watcher watcher = standstill -> {};

    /** Guarded by this: the answer that completes this one, if that answer decides about giving up. */
    private @Nullable PendingAnswer followed;

    public PromisedAnswer(ApiRequest request) {
        this.request = request;
    }

    public final ApiRequest request() {
        return request;
    }

    public final boolean isDone() {
        return outcome.isDone();
    }

    /** Completes the request with an answer. */
    public final void complete(ApiAnswer answer) {
        outcome.complete(answer);
    }

    /** Fails the request; returns false if it has already ended. */
    public final boolean fail(Throwable failure) {
        return outcome.completeExceptionally(failure);
    }

    /**
     * Takes a step towards the answer. If the step throws, this answer fails, because the waiting thread would otherwise wait without end.
     */
    public final void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failBy(e);
        }
    }

    /** Fails because a step has a bug. */
    protected void failBy(Throwable mistake) {
        fail(mistake);
    }

    /** Takes over the outcome of another answer that has ended. */
    public final void settleAs(PendingAnswer other) {
        try {
            complete(other.await());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Sets the action that cancels the work. It runs at once if the answer was cancelled before. */
    public final void whenCancelled(Runnable action) {
        synchronized (this) {
            letGo = action;
            if (!cancelled) {
                return;
            }
        }
        action.run();
    }

    /** Ties this answer to the one that will give its outcome: both are cancelled together, and both wait for the same. */
    public final void follow(PendingAnswer other) {
        synchronized (this) {
            followed = other;
        }
        whenCancelled(other::cancel);
        other.watch(this::stands);
    }

    /** Sets the reason for waiting; null if only the host's answer is missing. */
    public final void stands(@Nullable Standstill now) {
        Watcher told;
        synchronized (this) {
            standstill = now;
            told = watcher;
        }
        told.waits(now);
    }

    /**
     * Marks the answer as waiting in a queue; the wait counts from the first such call. Does nothing once the request has been handed on.
     */
    public final void waits(Standstill now) {
        Standstill before;
        synchronized (this) {
            if (isHandedOn) {
                return;
            }
            before = standstill;
        }
        stands(before == null ? now : now.since(before.since()));
    }

    /** Ends the wait in the queue. */
    public final void leavesQueue() {
        synchronized (this) {
            isHandedOn = true;
        }
        stands(null);
    }

    @Override
    public final void watch(Watcher newWatcher) {
        Standstill now;
        synchronized (this) {
            watcher = newWatcher;
            now = standstill;
        }
        if (now != null) {
            newWatcher.waits(now);
        }
    }

    @Override
    public void giveUp(WaitTooLongException why) {
        PendingAnswer other;
        synchronized (this) {
            other = followed;
        }
        if (other != null) {
            other.giveUp(why);
        } else if (fail(why)) {
            letGo();
        }
    }

    private void letGo() {
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
        // a forced outcome: a cancelling caller must not depend on whether the answer was faster
        outcome.obtrudeException(
                new RequestCancelledException(request, request.label() + " was cancelled by its caller"));
        letGo();
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
