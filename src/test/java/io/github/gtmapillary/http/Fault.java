package io.github.gtmapillary.http;

import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;

/**
 * A row of the fault matrix: what goes wrong, and what becomes of it.
 *
 * @param name of the fault
 * @param request that meets it
 * @param url base URL in place of that of the scripted server; null for that
 * @param timeout of a call
 * @param count the file with the count of today's tiles beforehand, {@code HOST} in place of the host; null for no limit
 * @param answers of the server, in their order
 * @param outcome what whoever waits for the answer sees
 * @param requests that have arrived at the server
 * @param waited virtual time until the outcome
 */
record Fault(
        String name,
        ApiRequest request,
        String url,
        Duration timeout,
        String count,
        List<MockResponse.Builder> answers,
        Outcome outcome,
        int requests,
        Duration waited) {

    /** What whoever waits for an answer sees. */
    sealed interface Outcome {
        /** An answer with this body. */
        record Answer(String body) implements Outcome {}

        /** That there is nothing. */
        record Nothing() implements Outcome {}

        /** A failure whose message has all of these in it. */
        record Failure(Class<? extends Exception> type, List<String> fragments) implements Outcome {}
    }

    static Fault of(String name, ApiRequest request, MockResponse.Builder... answers) {
        return new Fault(
                name,
                request,
                null,
                Duration.ofSeconds(20),
                null,
                List.of(answers),
                new Outcome.Nothing(),
                answers.length,
                Duration.ZERO);
    }

    Fault answers(String body) {
        return seen(new Outcome.Answer(body));
    }

    Fault findsNothing() {
        return seen(new Outcome.Nothing());
    }

    Fault fails(Class<? extends Exception> type, String... fragments) {
        return seen(new Outcome.Failure(type, List.of(fragments)));
    }

    private Fault seen(Outcome seen) {
        return new Fault(name, request, url, timeout, count, answers, seen, requests, waited);
    }

    /** Of what is given, only so many answers are asked for. */
    Fault requests(int number) {
        return new Fault(name, request, url, timeout, count, answers, outcome, number, waited);
    }

    Fault waits(Duration time) {
        return new Fault(name, request, url, timeout, count, answers, outcome, requests, time);
    }

    Fault at(String otherUrl) {
        return new Fault(name, request, otherUrl, timeout, count, answers, outcome, requests, waited);
    }

    Fault timeout(Duration time) {
        return new Fault(name, request, url, time, count, answers, outcome, requests, waited);
    }

    Fault count(String file) {
        return new Fault(name, request, url, timeout, file, answers, outcome, requests, waited);
    }

    @Override
    public String toString() {
        return name;
    }
}
