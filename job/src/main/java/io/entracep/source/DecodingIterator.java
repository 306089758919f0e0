package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.decode.RecordDecoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the pieces of one batch, each when its first record is asked for. The object that it
 * returns is reused, as Flink expects.
 */
final class DecodingIterator implements BulkFormat.RecordIterator<Decoded> {

    /** What the batches of one split share. Used by the task thread only. */
    static final class Target {

        private final String file;
        private final RecordDecoder decoder;

        /** Records that a checkpoint says were handed on before. */
        private long toSkip;

        /** Records of the current piece. */
        private final List<Decoded> records = new ArrayList<>();

        Target(String file, RecordDecoder decoder, long toSkip) {
            this.file = file;
            this.decoder = decoder;
            this.toSkip = toSkip;
        }
    }

    private final Batch batch;
    private final Target target;
    private final MutableRecordAndPosition<Decoded> result = new MutableRecordAndPosition<>();
    private final String source;
    private int nextPiece;
    private int nextRecord;
    private long position;

    DecodingIterator(Batch batch, Target target) {
        this.batch = batch;
        this.target = target;
        this.source = batch.member() == null ? target.file : target.file + "/" + batch.member();
    }

    @Override
    public @Nullable RecordAndPosition<Decoded> next() {
        while (true) {
            while (nextRecord < target.records.size()) {
                Decoded record = target.records.get(nextRecord++);
                if (target.toSkip == 0) {
                    result.set(record, position, nextRecord);
                    return result;
                }
                target.toSkip--;
            }
            target.records.clear();
            nextRecord = 0;
            if (nextPiece == batch.pieces().size()) {
                return null;
            }
            Piece piece = batch.pieces().get(nextPiece++);
            position = piece.position();
            piece.decode(batch.block(), source, batch.dates(), target.decoder, target.records::add);
        }
    }

    @Override
    public void releaseBatch() {}
}
