package io.entracep.source;

import io.entracep.decode.DateOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents of one block of bytes, in order of position; at least one. */
final class Batch {

    private final byte[] block;
    private final List<Piece> pieces;
    private final @Nullable String member;
    private final DateOrder dates;

    Batch(byte[] block, List<Piece> pieces) {
        this(block, pieces, null, DateOrder.UNKNOWN);
    }

    private Batch(byte[] block, List<Piece> pieces, @Nullable String member, DateOrder dates) {
        this.block = block;
        this.pieces = pieces;
        this.member = member;
        this.dates = dates;
    }

    /** A batch that only tells something. */
    static Batch of(Piece trouble) {
        return new Batch(new byte[0], List.of(trouble));
    }

    /** The same, with these pieces of the block. */
    Batch with(List<Piece> others) {
        return new Batch(block, others, member, dates);
    }

    /** The same as part of an archive. */
    Batch in(String newMember) {
        String path = member == null ? newMember : newMember + "/" + member;
        return new Batch(block, pieces, path, dates);
    }

    /** The same, where the dates are known to be written like this. */
    Batch dated(DateOrder order) {
        return new Batch(block, pieces, member, order);
    }

    /** How the dates are written. */
    DateOrder dates() {
        return dates;
    }

    /** The bytes, not copied; whoever cut them touches them no more. */
    byte[] block() {
        return block;
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** The file in an archive that the block is of; null for the file itself. */
    @Nullable String member() {
        return member;
    }
}
