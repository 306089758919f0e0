package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what is in a container, and tells at its end where that is damaged. */
final class DamagedCutter implements Cutter {

    private final Cutter contents;
    private final Supplier<@Nullable String> damage;
    private long lastPosition;
    private boolean told;

    DamagedCutter(Cutter contents, Supplier<@Nullable String> damage) {
        this.contents = contents;
        this.damage = damage;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        Batch batch = contents.next();
        if (batch != null) {
            Piece last = batch.pieces().get(batch.pieces().size() - 1);
            lastPosition = last.position() + last.length();
            return batch;
        }
        String text = damage.get();
        if (text == null || told) {
            return null;
        }
        told = true;
        return Batch.of(Piece.trouble(lastPosition, Decoded.Reason.INCOMPLETE, text));
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
