package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** An API that answers as it was told, at once; what it was not told about is absent. Records what arrives. */
final class FakeApi extends BareClient {
    final List<String> asked = new ArrayList<>();
    final List<ApiRequest> requests = new ArrayList<>();
    final List<String> cancelled = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();
    /** Counted down when somebody waits for an answer that never comes by itself. */
    final CountDownLatch waiting = new CountDownLatch(1);

    int mostOutstanding;

    private final Map<String, Answer> answers = new HashMap<>();
    private int outstanding;

    /** Makes an answer or fails. */
    interface Answer {
        ApiAnswer to(ApiRequest request) throws IOException;
    }

    FakeApi answering(String path, byte[] bytes) {
        return answering(path, request -> ApiAnswer.of(bytes, bytes.length));
    }

    FakeApi answering(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** Lets a path wait until it is cancelled. */
    FakeApi silentOn(String path) {
        answers.put(path, request -> {
            throw new SilenceException();
        });
        return this;
    }

    synchronized int outstanding() {
        return outstanding;
    }

    @Override
    public synchronized PendingAnswer send(ApiRequest request) {
        asked.add(request.path());
        requests.add(request);
        outstanding++;
        mostOutstanding = Math.max(mostOutstanding, outstanding);
        return new Pending(request);
    }

    @Override
    public void forget(ApiRequest request) {
        forgotten.add(request.path());
    }

    private final class Pending implements PendingAnswer {
        private final ApiRequest request;
        private final CompletableFuture<ApiAnswer> given = new CompletableFuture<>();
        private boolean over;

        Pending(ApiRequest request) {
            this.request = request;
        }

        @Override
        public ApiAnswer await() throws IOException {
            try {
                Answer answer = answers.getOrDefault(request.path(), absent -> ApiAnswer.absent(0));
                return given.isDone() ? given.get() : answer.to(request);
            } catch (SilenceException e) {
                waiting.countDown();
                return waitForCancel();
            } catch (ExecutionException | InterruptedException e) {
                throw failure(e);
            } finally {
                end();
            }
        }

        private ApiAnswer waitForCancel() throws IOException {
            try {
                return given.get();
            } catch (ExecutionException | InterruptedException e) {
                throw failure(e);
            }
        }

        private IOException failure(Exception e) {
            return e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }

        @Override
        public void cancel() {
            cancelled.add(request.path());
            end();
            given.completeExceptionally(RequestCancelledException.byClosing(request));
        }

        @Override
        public void whenDone(Runnable action) {
            // an answer is made when it is waited for: only what is cancelled ends by itself
            var unused = given.whenComplete((answer, failure) -> action.run());
        }

        private void end() {
            synchronized (FakeApi.this) {
                outstanding -= over ? 0 : 1;
                over = true;
            }
        }
    }

    private static final class SilenceException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
