package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.jspecify.annotations.Nullable;

/** Reads one split; what it hands over decodes in the thread that takes it. */
final class RecordFileReader implements BulkFormat.Reader<Decoded> {

    private final Cutter pieces;
    private final DecodingIterator.Target target;

    RecordFileReader(Cutter pieces, DecodingIterator.Target target) {
        this.pieces = pieces;
        this.target = target;
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<Decoded> readBatch() throws IOException {
        Batch batch = pieces.next();
        return batch == null ? null : new DecodingIterator(batch, target);
    }

    @Override
    public void close() throws IOException {
        pieces.close();
    }
}
