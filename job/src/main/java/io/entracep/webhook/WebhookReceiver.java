package io.entracep.webhook;

import io.entracep.http.Exchange;
import io.entracep.http.HttpOutcome;
import io.entracep.outbox.Answer;
import io.entracep.outbox.Message;
import io.entracep.outbox.Receiver;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Posts messages to one URL. */
final class WebhookReceiver implements Receiver {
    private final WebhookSettings settings;
    private final HttpClient client;
    private final ExecutorService threads;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final TokenBucket rate;

    /**
     * @param threads of the client; ended by {@link #close}
     * @param clock for signatures and dates
     * @param nanos for the rate; never goes back
     */
    WebhookReceiver(
            WebhookSettings settings,
            HttpClient client,
            ExecutorService threads,
            InstantSource clock,
            LongSupplier nanos) {
        this.settings = settings;
        this.client = client;
        this.threads = threads;
        this.clock = clock;
        this.nanos = nanos;
        rate = new TokenBucket(settings.requestsPerSecond(), nanos.getAsLong());
    }

    @Override
    public int fitting(List<Message> messages) {
        long bytes = 2; // Brackets.
        int fitting = 0;
        for (Message message : messages) {
            bytes += message.body().length + 1;
            if (fitting == settings.batch().messages() || bytes > settings.batch().bytes()) {
                break;
            }
            fitting++;
        }
        return Math.max(1, fitting);
    }

    @Override
    public CompletionStage<Answer> send(List<Message> messages) {
        byte[] body = body(messages);
        long wait = rate.take(nanos.getAsLong());
        Executor then =
                wait == 0
                        ? Runnable::run
                        : CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, threads);
        return CompletableFuture.completedFuture(body)
                .thenComposeAsync(this::post, then)
                .exceptionally(HttpOutcome::of);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private byte[] body(List<Message> messages) {
        if (settings.batch().isSingle()) {
            return messages.get(0).body();
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        for (Message message : messages) {
            if (array.size() > 1) {
                array.write(',');
            }
            array.writeBytes(message.body());
        }
        array.write(']');
        return array.toByteArray();
    }

    private CompletableFuture<Answer> post(byte[] body) {
        WebhookRequest request = WebhookRequest.post(settings, body, clock.instant());
        return Exchange.send(client, request.http(), settings.requestTimeout())
                .thenApply(
                        response ->
                                HttpOutcome.of(
                                        response.statusCode(),
                                        response.headers(),
                                        request.withoutSecrets(response.body()),
                                        clock.instant()));
    }
}
