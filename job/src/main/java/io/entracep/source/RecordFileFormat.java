package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.decode.RecordDecoder;
import io.entracep.decode.RecordMarker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.jspecify.annotations.Nullable;

/**
 * Files of records, see {@link FileShape}. Bytes are read and cut by the fetcher thread, decoded
 * record by record in the task thread.
 *
 * <p>A position in a checkpoint is the offset of a document in the (decompressed) file, and how
 * many of its records were handed on. Lines are restored by seeking; anything else is cut anew from
 * the beginning, without being decoded, up to that offset.
 */
final class RecordFileFormat implements BulkFormat<Decoded, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<Decoded> type;
    private final FileSettings settings;
    private final RecordMarker.Factory rules;
    private transient @Nullable RecordDecoder decoder;
    private transient @Nullable Counter bytesRead;

    RecordFileFormat(
            TypeInformation<Decoded> type, FileSettings settings, RecordMarker.Factory rules) {
        this.type = type;
        this.settings = settings;
        this.rules = rules;
    }

    /** The same for one reader of a running job. */
    RecordFileFormat counting(Counter bytes) {
        RecordFileFormat format = new RecordFileFormat(type, settings, rules);
        format.bytesRead = bytes;
        return format;
    }

    @Override
    public Reader<Decoded> createReader(Configuration configuration, FileSourceSplit split)
            throws IOException {
        return reader(split, new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0));
    }

    @Override
    public Reader<Decoded> restoreReader(Configuration configuration, FileSourceSplit split)
            throws IOException {
        return reader(split, split.getReaderPosition().orElseThrow());
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<Decoded> getProducedType() {
        return type;
    }

    private Reader<Decoded> reader(FileSourceSplit split, CheckpointedPosition position)
            throws IOException {
        String file = ReplayFiles.nameOf(Path.of(split.path().getPath()));
        DecodingIterator.Target target =
                new DecodingIterator.Target(file, decoder(), position.getRecordsAfterOffset());
        return new RecordFileReader(pieces(split, position.getOffset()), target);
    }

    /** The first reader makes it; all readers of a subtask decode in one thread. */
    private RecordDecoder decoder() {
        if (decoder == null) {
            decoder = new RecordDecoder(rules.create());
        }
        return decoder;
    }

    private Cutter pieces(FileSourceSplit split, long restored) throws IOException {
        FileShape shape = FileShape.LINES;
        boolean whole = split.length() == split.fileSize();
        if (whole) {
            try (InputStream in = open(split)) {
                shape = settings.format().shape(FileSniffer.sniff(in));
            }
        }
        FSDataInputStream in = open(split);
        return switch (shape) {
            case LINES -> lines(in, split, restored);
            case DOCUMENTS -> documents(count(in, split.fileSize()), restored);
            case GZIP -> compressed(count(in, split.fileSize()), split, restored);
        };
    }

    private Cutter lines(FSDataInputStream in, FileSourceSplit split, long restored)
            throws IOException {
        long end = split.offset() + split.length();
        boolean atStart = restored >= 0 || split.offset() == 0;
        long from = restored >= 0 ? restored : split.offset();
        in.seek(atStart ? from : from - 1);
        InputStream counted = count(in, Math.max(0, end - from));
        return atStart
                ? LineCutter.atLineStart(counted, from, end, settings)
                : LineCutter.withinLine(counted, from, end, settings);
    }

    private Cutter documents(InputStream in, long restored) {
        Cutter documents = new DocumentCutter(in, settings);
        return restored > 0 ? new ResumingCutter(documents, restored) : documents;
    }

    private Cutter compressed(InputStream in, FileSourceSplit split, long restored)
            throws IOException {
        FileShape shape;
        try (InputStream contents = new GunzipStream(open(split))) {
            shape = settings.format().shape(FileSniffer.sniff(contents));
        }
        GunzipStream contents = new GunzipStream(in);
        Cutter pieces =
                shape == FileShape.DOCUMENTS
                        ? new DocumentCutter(contents, settings)
                        : LineCutter.atLineStart(contents, 0, Long.MAX_VALUE, settings);
        GzipCutter reader = new GzipCutter(contents, pieces);
        return restored > 0 ? new ResumingCutter(reader, restored) : reader;
    }

    private InputStream count(InputStream in, long limit) {
        return new CountingStream(in, bytesRead == null ? new SimpleCounter() : bytesRead, limit);
    }

    private static FSDataInputStream open(FileSourceSplit split) throws IOException {
        return split.path().getFileSystem().open(split.path());
    }
}
