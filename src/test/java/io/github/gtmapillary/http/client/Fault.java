package io.github.gtmapillary.http.client;

import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.wire.FaultyDisk;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;

/**
 * A row of the fault matrix: what goes wrong, and what becomes of it.
 *
 * @param name of the fault
 * @param request that meets it
 * @param setting in which it does
 * @param answers of the server, in their order
 * @param expected the outcome
 */
record Fault(
        String name, ApiRequest request, Setting setting, List<MockResponse.Builder> answers, Expectation expected) {

    /**
     * The state before the request.
     *
     * @param url base URL in place of that of the scripted server; null for that
     * @param timeout of a call
     * @param count the file with the count of today's tiles, {@code HOST} in place of the host; null for no limit
     * @param kept an earlier program's answer in the cache; null for none
     * @param disk where the cache is
     */
    record Setting(String url, Duration timeout, String count, Earlier kept, FaultyDisk disk) {}

    /**
     * An answer to the same request that is on the disk already.
     *
     * @param body empty when nothing was there
     * @param age by the clock; negative if that was set back meanwhile
     */
    record Earlier(String body, Duration age) {}

    /**
     * The outcome of the fault.
     *
     * @param outcome the caller's result
     * @param requests that have arrived at the server
     * @param waited virtual time until the outcome
     * @param cached the cached answers afterwards
     * @param warning a part of the one warning; empty if warnings do not count
     */
    record Expectation(Outcome outcome, int requests, Duration waited, Cached cached, List<String> warning) {}

    /** The result for the caller. */
    sealed interface Outcome {
        /** An answer with this body. */
        record Answer(String body) implements Outcome {}

        /** That there is nothing. */
        record Nothing() implements Outcome {}

        /** A failure whose message has all of these in it. */
        record Failure(Class<? extends Exception> type, List<String> fragments) implements Outcome {}
    }

    /** The answers to the request in memory and on disk. */
    enum Cached {
        /** No useful answer: the next caller makes a request. */
        NOTHING,
        /** That nothing is there, in memory and on disk, for ten minutes. */
        ABSENCE,
        /** The body that was seen, in memory and on disk. */
        BODY,
        /** The body that was seen, in memory alone. */
        BODY_IN_MEMORY,
        /** The earlier body on disk: the next caller makes a request, and gets this body if the host can't be asked. */
        EARLIER_BODY
    }

    static Fault of(String name, ApiRequest request, MockResponse.Builder... answers) {
        return new Fault(
                name,
                request,
                new Setting(null, Duration.ofSeconds(20), null, null, FaultyDisk.SOUND),
                List.of(answers),
                new Expectation(new Outcome.Nothing(), answers.length, Duration.ZERO, Cached.NOTHING, List.of()));
    }

    /** This body is seen, and cached unless the row says otherwise. */
    Fault answers(String body) {
        return seen(new Outcome.Answer(body), Cached.BODY);
    }

    /** It is seen that there is nothing, and cached for a short while. */
    Fault findsNothing() {
        return seen(new Outcome.Nothing(), Cached.ABSENCE);
    }

    /** A failure is seen, and nothing cached. */
    Fault fails(Class<? extends Exception> type, String... fragments) {
        return seen(new Outcome.Failure(type, List.of(fragments)), Cached.NOTHING);
    }

    private Fault seen(Outcome outcome, Cached cached) {
        return expecting(new Expectation(outcome, expected.requests, expected.waited, cached, expected.warning));
    }

    Fault cached(Cached other) {
        return expecting(
                new Expectation(expected.outcome, expected.requests, expected.waited, other, expected.warning));
    }

    /** Of what is given, only so many answers are asked for. */
    Fault requests(int number) {
        return expecting(new Expectation(expected.outcome, number, expected.waited, expected.cached, expected.warning));
    }

    Fault waits(Duration time) {
        return expecting(new Expectation(expected.outcome, expected.requests, time, expected.cached, expected.warning));
    }

    Fault warns(String... fragments) {
        return expecting(new Expectation(
                expected.outcome, expected.requests, expected.waited, expected.cached, List.of(fragments)));
    }

    private Fault expecting(Expectation other) {
        return new Fault(name, request, setting, answers, other);
    }

    Fault at(String url) {
        return in(new Setting(url, setting.timeout, setting.count, setting.kept, setting.disk));
    }

    Fault timeout(Duration time) {
        return in(new Setting(setting.url, time, setting.count, setting.kept, setting.disk));
    }

    Fault count(String file) {
        return in(new Setting(setting.url, setting.timeout, file, setting.kept, setting.disk));
    }

    Fault kept(String body, Duration age) {
        return in(new Setting(setting.url, setting.timeout, setting.count, new Earlier(body, age), setting.disk));
    }

    Fault on(FaultyDisk disk) {
        return in(new Setting(setting.url, setting.timeout, setting.count, setting.kept, disk));
    }

    private Fault in(Setting other) {
        return new Fault(name, request, other, answers, expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
