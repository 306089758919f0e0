package io.entracep.sentinel;

import io.entracep.http.Exchange;
import io.entracep.http.HttpOutcome;
import io.entracep.identity.EntraTokens;
import io.entracep.identity.EntraTokens.Token;
import io.entracep.identity.IdentityException;
import io.entracep.outbox.Answer;
import io.entracep.outbox.Message;
import io.entracep.outbox.Receiver;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rows to the Logs Ingestion API.
 *
 * <p>Where no token can be had, whatever the cause, the rows are kept for later and the log says so
 * as an error: a secret that expired must not turn every alert of a weekend into a dead letter, and
 * the outbox is bounded. A token that is refused (401) is dropped, and the rows are sent again with
 * a new one; if that one is refused too, so are the rows.
 */
final class SentinelReceiver implements Receiver {
    /**
     * What a call may hold, before compression. Source: Microsoft, "Azure Monitor service limits",
     * Logs Ingestion API: 1 MB, compressed and uncompressed; the smaller reading of MB.
     */
    static final int MAX_CALL_BYTES = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(SentinelReceiver.class);
    private static final int NONE = 0;

    private final SentinelSettings settings;
    private final EntraTokens tokens;
    private final HttpClient client;
    private final InstantSource clock;
    private final ExecutorService identity =
            Executors.newSingleThreadExecutor(SentinelReceiver::identityThread);

    /** Generation of the token that was refused last, since rows were accepted. */
    private final AtomicInteger refusedToken = new AtomicInteger(NONE);

    private volatile @Nullable String lastComplaint;

    SentinelReceiver(
            SentinelSettings settings, EntraTokens tokens, HttpClient client, InstantSource clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public int fitting(List<Message> messages) {
        int bytes = 0;
        for (int rows = 1; rows <= messages.size(); rows++) {
            bytes += messages.get(rows - 1).body().length;
            if (RequestBody.bytes(rows, bytes) > MAX_CALL_BYTES) {
                return Math.max(1, rows - 1);
            }
        }
        return messages.size();
    }

    @Override
    public CompletionStage<Answer> send(List<Message> messages) {
        byte[] body = RequestBody.gzip(messages);
        CompletableFuture<Token> token;
        try {
            token = CompletableFuture.supplyAsync(tokens::token, identity);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(new Answer.Later("closed", null));
        }
        return token.thenCompose(granted -> post(body, granted)).exceptionally(this::failed);
    }

    @Override
    public void close() {
        identity.shutdownNow();
    }

    private CompletionStage<Answer> post(byte[] body, Token token) {
        lastComplaint = null;
        return Exchange.send(client, request(body, token), settings.requestTimeout())
                .thenApply(response -> judge(response, token));
    }

    private HttpRequest request(byte[] body, Token token) {
        return HttpRequest.newBuilder(settings.destination().address())
                .timeout(settings.requestTimeout())
                .header("Authorization", "Bearer " + token.value())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private Answer judge(HttpResponse<String> response, Token token) {
        if (response.statusCode() != SentinelAnswers.UNAUTHORIZED) {
            refusedToken.set(NONE);
        } else {
            int before = refusedToken.getAndSet(token.generation());
            tokens.drop(token);
            if (before == NONE || before == token.generation()) {
                return SentinelAnswers.withAnotherToken();
            }
        }
        return SentinelAnswers.of(response, token, clock.instant());
    }

    private Answer failed(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof IdentityException refused) {
            complain(refused);
            return new Answer.Later("identity " + refused.label(), null);
        }
        return HttpOutcome.of(thrown);
    }

    /** Once for each cause, not with each attempt. */
    private void complain(IdentityException refused) {
        String complaint = refused.getMessage();
        if (complaint != null && !complaint.equals(lastComplaint)) {
            lastComplaint = complaint;
            LOG.error("No alerts reach Microsoft Sentinel; they wait. {}", complaint);
        }
    }

    private static Thread identityThread(Runnable task) {
        Thread thread = new Thread(task, "sentinel-identity");
        thread.setDaemon(true);
        return thread;
    }
}
