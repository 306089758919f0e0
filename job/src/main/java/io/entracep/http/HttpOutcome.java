package io.entracep.http;

import io.entracep.outbox.Answer;
import io.entracep.secret.SecretException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP status or a failed request means for the messages in it.
 *
 * <table>
 *   <caption>By status</caption>
 *   <tr><td>2xx</td><td>accepted</td></tr>
 *   <tr><td>408, 425, 429, 5xx, no answer</td><td>later, with {@code Retry-After}</td></tr>
 *   <tr><td>1xx, 3xx, 401, 403, 404, 405, 407, 410, 415</td><td>refused, whatever the message
 *   says: address, login or method are wrong</td></tr>
 *   <tr><td>others, such as 400, 413, 422</td><td>refused for one of the messages</td></tr>
 * </table>
 *
 * <p>Source: RFC 9110, sections 10.2.3 and 15; RFC 6585, section 4; RFC 8470, section 5.2.
 */
public final class HttpOutcome {
    private static final Set<Integer> LATER = Set.of(408, 425, 429);
    private static final Set<Integer> EVERY_MESSAGE = Set.of(401, 403, 404, 405, 407, 410, 415);

    private HttpOutcome() {}

    /**
     * The meaning of an answer.
     *
     * @param headers for {@code Retry-After}
     * @param response the beginning of the body, without secrets; null for nothing
     * @param now to turn a date into a time to wait
     */
    public static Answer of(
            int status, HttpHeaders headers, @Nullable String response, Instant now) {
        String reason = "HTTP " + status;
        if (status >= 200 && status < 300) {
            return new Answer.Accepted();
        }
        if (LATER.contains(status) || status >= 500) {
            return new Answer.Later(reason, RetryAfter.of(headers, now));
        }
        if (EVERY_MESSAGE.contains(status) || status < 400) {
            return new Answer.Refused(reason, response, Answer.Reach.EVERY);
        }
        return new Answer.Refused(reason, response);
    }

    /** The meaning of no answer. Only kinds of failure: their messages may tell an address. */
    public static Answer of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new Answer.Later(reason(cause), null);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof SSLException) {
            return isCausedByCertificate(cause) ? "its certificate is not trusted" : "TLS failed";
        }
        if (cause instanceof ConnectException) {
            return cause.getCause() instanceof UnresolvedAddressException
                    ? "host name not known"
                    : "connection refused";
        }
        if (cause instanceof SecretException) {
            return "a secret cannot be read";
        }
        if (cause instanceof IOException) {
            return "connection broken";
        }
        return cause.getClass().getSimpleName();
    }

    private static boolean isCausedByCertificate(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }
}
