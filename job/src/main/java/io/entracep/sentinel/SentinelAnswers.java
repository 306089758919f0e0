package io.entracep.sentinel;

import io.entracep.http.HttpOutcome;
import io.entracep.identity.EntraTokens.Token;
import io.entracep.outbox.Answer;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of the Logs Ingestion API means for the rows that were sent: what {@link
 * HttpOutcome} says of its status, with Azure's own code of the error. 400 and 413 are about one of
 * the rows; 401, 403 and 404 about all: identity, rule or stream is not set up. Source: Microsoft,
 * "Logs Ingestion API in Azure Monitor", response codes.
 */
final class SentinelAnswers {
    static final int UNAUTHORIZED = 401;

    private static final String HIDDEN = "***";

    private SentinelAnswers() {}

    static Answer of(HttpResponse<String> response, Token token, Instant now) {
        return HttpOutcome.of(
                response.statusCode(), response.headers(), said(response, token), now);
    }

    /** The token was not taken; a new one may be. */
    static Answer withAnotherToken() {
        return new Answer.Later("HTTP " + UNAUTHORIZED, null);
    }

    /** Proxies may repeat what they got. */
    private static @Nullable String said(HttpResponse<String> response, Token token) {
        String code = response.headers().firstValue("x-ms-error-code").orElse("");
        String text = (code + " " + response.body()).strip().replace(token.value(), HIDDEN);
        return text.isEmpty() ? null : text;
    }
}
