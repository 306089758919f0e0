package io.entracep.sentinel;

import io.entracep.outbox.Answer;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the Logs Ingestion API means for the rows that were sent. Source: Microsoft,
 * "Logs Ingestion API in Azure Monitor", response codes; 401 needs memory and is judged by the
 * receiver.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><td>2xx (204)</td><td>accepted</td></tr>
 * <tr><td>408, 429, 5xx</td><td>later, after {@code Retry-After} where it is told</td></tr>
 * <tr><td>400, 413</td><td>refused: the rows are tried apart</td></tr>
 * <tr><td>403, 404, all others</td><td>refused: identity, rule or stream is not set up</td></tr>
 * </table>
 */
final class SentinelAnswers {
    static final int UNAUTHORIZED = 401;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private SentinelAnswers() {}

    static Answer of(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Accepted();
        }
        return isTemporary(status)
                ? new Answer.Later(reason(status), RetryAfter.of(response.headers()))
                : refused(response);
    }

    /** The token was not taken, though it was new. */
    static Answer refused(HttpResponse<String> response) {
        return new Answer.Refused(reason(response.statusCode()), said(response));
    }

    static String reason(int status) {
        return "HTTP " + status;
    }

    private static boolean isTemporary(int status) {
        return status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status / 100 == 5;
    }

    private static @Nullable String said(HttpResponse<String> response) {
        HttpHeaders headers = response.headers();
        String code = headers.firstValue("x-ms-error-code").orElse("");
        String text = (code + " " + response.body()).strip();
        return text.isEmpty() ? null : text;
    }
}
