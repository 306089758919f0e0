package io.entracep.sentinel;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps the beginning of an answer, as UTF-8, and lets the rest pass: it may be of any length. */
final class FirstCharacters implements BodySubscriber<String> {
    /** Enough for an error with its code. */
    static final int MAX_BYTES = 2_000;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteBuffer kept = ByteBuffer.allocate(MAX_BYTES);

    static BodyHandler<String> handler() {
        return response -> new FirstCharacters();
    }

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            while (part.hasRemaining() && kept.hasRemaining()) {
                kept.put(part.get());
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(new String(kept.array(), 0, kept.position(), StandardCharsets.UTF_8));
    }
}
