package io.entracep.source;

import java.util.List;

/** Documents of one block of bytes, in order of position; at least one. */
final class Batch {

    private final byte[] block;
    private final List<Piece> pieces;

    Batch(byte[] block, List<Piece> pieces) {
        this.block = block;
        this.pieces = pieces;
    }

    /** The bytes, not copied; whoever cut them touches them no more. */
    byte[] block() {
        return block;
    }

    List<Piece> pieces() {
        return pieces;
    }
}
