package io.entracep.source;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leaves out the pieces before a position, where a file can only be cut from its beginning. */
final class ResumingCutter implements Cutter {

    private final Cutter pieces;
    private final long position;

    ResumingCutter(Cutter pieces, long position) {
        this.pieces = pieces;
        this.position = position;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        for (Batch batch = pieces.next(); batch != null; batch = pieces.next()) {
            List<Piece> rest =
                    batch.pieces().stream().filter(piece -> piece.position() >= position).toList();
            if (!rest.isEmpty()) {
                return batch.with(rest);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        pieces.close();
    }
}
