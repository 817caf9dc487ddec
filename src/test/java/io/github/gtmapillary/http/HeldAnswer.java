package io.github.gtmapillary.http;

import java.io.IOException;

/**
 * An answer before which virtual time stands still until somebody waits for it.
 *
 * @param answer the answer itself
 * @param release lets time pass
 */
public record HeldAnswer(PendingAnswer answer, Runnable release) implements PendingAnswer {

    @Override
    public ApiAnswer await() throws IOException {
        release.run();
        return answer.await();
    }

    @Override
    public void cancel() {
        answer.cancel();
    }

    @Override
    public void giveUp(WaitTooLongException why) {
        answer.giveUp(why);
    }

    @Override
    public void whenDone(Runnable action) {
        answer.whenDone(action);
    }
}
