package io.entracep.decode;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.decode.Recogniser.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private final @Nullable String tenant;
    private int count;
    private @Nullable RuntimeException refusal;

    Input(byte[] bytes, Position position, Consumer<? super Decoded> out) {
        this(bytes, position, out, null);
    }

    private Input(
            byte[] bytes,
            Position position,
            Consumer<? super Decoded> out,
            @Nullable String tenant) {
        this.bytes = bytes;
        this.position = position;
        this.out = out;
        this.tenant = tenant;
    }

    byte[] bytes() {
        return bytes;
    }

    long brokerTime() {
        return position.time();
    }

    DateOrder dates() {
        return position.dates();
    }

    /** The same for bytes that were found in these. */
    Input within(byte[] others) {
        return new Input(others, position, ignored -> {}, tenant);
    }

    /** The same bytes, where what is around them names a tenant. */
    Input inTenant(String id) {
        return new Input(bytes, position, ignored -> {}, id);
    }

    /** Whose the records are that name no tenant themselves; null where nothing tells. */
    @Nullable String tenant() {
        return tenant;
    }

    /** Events and dead letters so far. */
    int count() {
        return count;
    }

    /** A record that was found. */
    void found(Decoded decoded) {
        tell(decoded);
    }

    /** What somebody is told of an object that is a record, from {@code start} to {@code end}. */
    List<Decoded> told(Judgement judgement, int start, int end) {
        if (judgement.event() != null) {
            return List.of(
                    new Decoded.Event(judgement.event(), judgement.rules(), position.source()));
        }
        return judgement.reason() == null || judgement.detail() == null
                ? List.of()
                : List.of(letter(judgement.reason(), judgement.detail(), start, end));
    }

    /** The bytes from {@code start} to before {@code end} could not be read. */
    void deadLetter(Reason reason, String detail, int start, int end) {
        tell(letter(reason, detail, start, end));
    }

    /** A list is only the beginning of an answer. */
    void goesOn(String nextLink) {
        tell(
                new DeadLetter(
                        Reason.INCOMPLETE,
                        "The answer goes on at another address (nextLink): fetch the pages that follow, too.",
                        position.source(),
                        position.offset(),
                        position.time(),
                        Values.cut(nextLink, MAX_RAW_LENGTH)));
    }

    DeadLetter letter(Reason reason, String detail, int start, int end) {
        return new DeadLetter(
                reason,
                Values.cut(detail, MAX_DETAIL_LENGTH),
                position.source(),
                position.offset(),
                position.time(),
                text(start, end));
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
