package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** An answer that somebody else will give, or that fails. The first outcome counts, but for {@link #cancel()}, which always does. */
public class PromisedAnswer implements PendingAnswer {

    private final ApiRequest request;
    private final CompletableFuture<ApiAnswer> outcome = new CompletableFuture<>();

    /** Guarded by this: cancels the work on the answer; null before any work has begun. */
    private @Nullable Runnable letGo;

    private boolean cancelled;

    private boolean isHandedOn;

    /** Guarded by this, as is the next: what the answer waits for now. */
    private @Nullable Standstill standstill;

    private Watcher watcher = standstill -> {};

    /** Guarded by this: the answer that this one is going to be, if giving up is for that one to do. */
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

    /** Gives the answer. */
    public final void complete(ApiAnswer answer) {
        outcome.complete(answer);
    }

    /** Ends the request with this failure, unless it has ended already: then false. */
    public final boolean fail(Throwable failure) {
        return outcome.completeExceptionally(failure);
    }

    /**
     * Takes a step towards the answer. If the step throws, this answer fails: otherwise the thread that waits for it would wait for
     * ever.
     */
    public final void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failBy(e);
        }
    }

    /** Fails because of a mistake in a step. */
    protected void failBy(Throwable mistake) {
        fail(mistake);
    }

    /** Takes on what another answer, which is done, turned out to be. */
    public final void settleAs(PendingAnswer other) {
        try {
            complete(other.await());
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Runs this when the answer is given up, at once if it was before. */
    public final void whenCancelled(Runnable action) {
        synchronized (this) {
            letGo = action;
            if (!cancelled) {
                return;
            }
        }
        action.run();
    }

    /** Is going to be what this answer turns out to be: is given up and waits together with it. */
    public final void follow(PendingAnswer other) {
        synchronized (this) {
            followed = other;
        }
        whenCancelled(other::cancel);
        other.watch(this::stands);
    }

    /** Tells what the answer waits for from now on; null for nothing but the host. */
    public final void stands(@Nullable Standstill now) {
        Watcher told;
        synchronized (this) {
            standstill = now;
            told = watcher;
        }
        told.waits(now);
    }

    /** Waits in a queue; the wait began when it was first told of. Means nothing once the request has been handed on. */
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

    /** Leaves the queue. */
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
        // settled by force: a caller that cancels must not depend on whether the answer was faster
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
