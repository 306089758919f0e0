package io.entracep.source;

import io.entracep.decode.Decoded;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.file.src.AbstractFileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.impl.FileSourceReader;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;

/**
 * Flink's file source, with our chunks and order, and with the standard metric {@code numBytesIn},
 * which Flink leaves to each source: bytes of the files as they lie there.
 */
final class RecordFileSource extends AbstractFileSource<Decoded, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private final RecordFileFormat format;

    // The null is documented there: not monitored continuously. Flink's annotation says the same,
    // but is not one that NullAway reads in class files.
    @SuppressWarnings("NullAway")
    RecordFileSource(Path[] files, RecordFileFormat format, FileSettings settings) {
        super(files, () -> new ChunkEnumerator(settings), InOrderAssigner::new, format, null);
        this.format = format;
    }

    @Override
    public SourceReader<Decoded, FileSourceSplit> createReader(SourceReaderContext context) {
        Counter bytes = context.metricGroup().getIOMetricGroup().getNumBytesInCounter();
        return new FileSourceReader<>(context, format.counting(bytes), context.getConfiguration());
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSourceSplitSerializer.INSTANCE;
    }
}
