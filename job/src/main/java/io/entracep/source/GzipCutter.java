package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is in a gzip file, and a dead letter at its end where the file is damaged. */
final class GzipCutter implements Cutter {

    private final GunzipStream stream;
    private final Cutter contents;
    private long lastPosition;
    private boolean told;

    GzipCutter(GunzipStream stream, Cutter contents) {
        this.stream = stream;
        this.contents = contents;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        Batch batch = contents.next();
        if (batch != null) {
            Piece last = batch.pieces().get(batch.pieces().size() - 1);
            lastPosition = last.position() + last.length();
            return batch;
        }
        String damage = stream.damage();
        if (damage == null || told) {
            return null;
        }
        told = true;
        Piece.Trouble trouble = new Piece.Trouble(Decoded.Reason.MALFORMED_JSON, damage);
        return new Batch(new byte[0], List.of(new Piece(0, 0, lastPosition, trouble)));
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
