package io.github.gtmapillary.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownServiceException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Distinguishes lasting failures of TLS from passing ones: a side that has refused once refuses again. */
final class TlsFailure {

    private TlsFailure() {}

    static boolean isOne(IOException failure) {
        return hasAny(all(failure), SSLException.class::isInstance);
    }

    /** The reason why no secure connection is possible; empty if this is no failure of TLS, or one that may pass. */
    static Optional<String> reason(IOException failure, String place) {
        List<Throwable> all = all(failure);
        if (hasAny(all, InvalidAlgorithmParameterException.class::isInstance)) {
            return Optional.of(
                    "Java's trust store is empty or missing; check the system property" + " javax.net.ssl.trustStore");
        }
        if (hasAny(all, TlsFailure::isOutOfDate)) {
            return Optional.of(
                    "its certificate is out of date; check the clock of this machine, a proxy or firewall that"
                            + " inspects TLS, and " + place);
        }
        if (hasAny(all, e -> e instanceof CertificateException || e instanceof CertPathValidatorException)) {
            return Optional.of("its certificate is not trusted by this Java; where a proxy, firewall or virus scanner"
                    + " inspects TLS, add its root certificate to the trust store (javax.net.ssl.trustStore), else check "
                    + place);
        }
        if (hasAny(all, SSLPeerUnverifiedException.class::isInstance)) {
            return Optional.of("its certificate is for another host; check " + place + ", DNS, and a proxy or firewall"
                    + " that inspects TLS");
        }
        if (hasAny(all, e -> e instanceof SSLException && says(e, "Unsupported or unrecognized SSL message"))) {
            return Optional.of("no TLS is spoken there, perhaps plain http; check the port and https:// in " + place
                    + ", and the network for a proxy or a log-in page in between");
        }
        if (hasAny(all, e -> says(e, "certificate_required") || says(e, "bad_certificate"))) {
            return Optional.of("the host wants a client certificate, and this data store has none; check " + place
                    + ", and a proxy or firewall in between");
        }
        if (hasAny(all, e -> e instanceof UnknownServiceException || isRefusedHandshake(e))) {
            return Optional.of(
                    "the two sides have no TLS version or cipher in common; check the security settings of this Java"
                            + " (jdk.tls.disabledAlgorithms), a proxy or firewall in between, and " + place);
        }
        return Optional.empty();
    }

    private static boolean isOutOfDate(Throwable e) {
        return e instanceof CertificateExpiredException
                || e instanceof CertificateNotYetValidException
                || (e instanceof CertPathValidatorException path
                        && (path.getReason() == BasicReason.EXPIRED || path.getReason() == BasicReason.NOT_YET_VALID));
    }

    /** Whether a side refused the connection, instead of just breaking it off. */
    private static boolean isRefusedHandshake(Throwable e) {
        return e instanceof SSLHandshakeException
                && !hasAny(
                        all(e),
                        cause -> cause instanceof EOFException
                                || cause instanceof SocketException
                                || cause instanceof SocketTimeoutException);
    }

    /** The JDK has no class for an alert's kind; its messages are in English everywhere. */
    private static boolean says(Throwable e, String text) {
        String message = e.getMessage();
        return message != null && message.contains(text);
    }

    private static boolean hasAny(List<Throwable> failures, Predicate<Throwable> test) {
        return failures.stream().anyMatch(test);
    }

    /**
     * A failure, its causes and its suppressed failures. For a host with several addresses OkHttp throws the first address's failure, and
     * this network may not reach that address.
     */
    private static List<Throwable> all(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        collect(failure, seen, all);
        return all;
    }

    private static void collect(Throwable failure, Set<Throwable> seen, List<Throwable> into) {
        if (seen.add(failure)) {
            into.add(failure);
            if (failure.getCause() != null) {
                collect(failure.getCause(), seen, into);
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                collect(suppressed, seen, into);
            }
        }
    }
}
