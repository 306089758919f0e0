package io.entracep.decode;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.EntraEvent;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of the decoder: the bytes, where they are from, and who is told. */
final class Input {

    private static final int MAX_RAW_LENGTH = 65_536;
    private static final int MAX_DETAIL_LENGTH = 300;

    /** An UTF-8 character takes up to four bytes. */
    private static final int MAX_RAW_BYTES = 4 * MAX_RAW_LENGTH;

    private final byte[] bytes;
    private final Position position;
    private final Consumer<? super Decoded> out;
    private int count;
    private @Nullable RuntimeException refusal;

    Input(byte[] bytes, Position position, Consumer<? super Decoded> out) {
        this.bytes = bytes;
        this.position = position;
        this.out = out;
    }

    byte[] bytes() {
        return bytes;
    }

    long brokerTime() {
        return position.time();
    }

    /** Events and dead letters so far. */
    int count() {
        return count;
    }

    void event(EntraEvent event, long[] rules) {
        tell(new Decoded.Event(event, rules));
    }

    /** The bytes from {@code start} to before {@code end} could not be read. */
    void deadLetter(Reason reason, String detail, int start, int end) {
        tell(
                new DeadLetter(
                        reason,
                        Values.cut(detail, MAX_DETAIL_LENGTH),
                        position.source(),
                        position.offset(),
                        position.time(),
                        text(start, end)));
    }

    /** Whether this was thrown by who is told, not by the decoder. */
    boolean isRefusal(RuntimeException exception) {
        return exception == refusal;
    }

    private void tell(Decoded decoded) {
        count++;
        try {
            out.accept(decoded);
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    private String text(int start, int end) {
        int length = Math.min(end - start, MAX_RAW_BYTES);
        String text = new String(bytes, start, length, StandardCharsets.UTF_8).strip();
        return Values.cut(text, MAX_RAW_LENGTH);
    }
}
