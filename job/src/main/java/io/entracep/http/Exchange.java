package io.entracep.http;

import io.entracep.outbox.DeadDelivery;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One request and its answer. */
public final class Exchange {
    private Exchange() {}

    /**
     * Sends it. The client's own time-out ends with the head of the answer; this one covers the
     * body too, and hangs up.
     *
     * @param timeout until the answer is there
     * @return the answer with the first {@value DeadDelivery#MOST_RESPONSE} bytes of its body; or
     *     an exceptional end, for {@link HttpOutcome#of(Throwable)}
     */
    public static CompletableFuture<HttpResponse<String>> send(
            HttpClient client, HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request, head -> new Beginning(DeadDelivery.MOST_RESPONSE));
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> exchange.cancel(true));
    }
}
