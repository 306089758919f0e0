package io.entracep.source;

import io.entracep.decode.DateOrder;
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
 * many of its records were handed on. A split is then cut anew from its beginning, without being
 * decoded, up to that offset.
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
        String file = name(split);
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
        byte[] head;
        try (InputStream in = open(split)) {
            head = in.readNBytes(FileSniffer.WINDOW);
        }
        boolean whole = split.length() == split.fileSize();
        if (whole) {
            shape = settings.format().shape(FileSniffer.sniff(head));
        }
        FSDataInputStream in = open(split);
        Cutter contents =
                shape == FileShape.LINES
                        ? lines(in, split)
                        : new ContentOpener(settings)
                                .open(name(split), count(in, split.fileSize()));
        if (shape.isText()) {
            contents = new DatedCutter(contents, dates(split, head));
        }
        return restored > 0 ? new ResumingCutter(contents, restored) : contents;
    }

    /** Told by the file, where it is not asked for: by its beginning if that is clear. */
    private DateOrder dates(FileSourceSplit split, byte[] head) throws IOException {
        if (settings.dates() != DateOrder.UNKNOWN) {
            return settings.dates();
        }
        DateEvidence evidence = new DateEvidence().look(head, head.length);
        if (evidence.hasDates() && !evidence.isClear()) {
            try (InputStream all = open(split)) {
                evidence.lookAtAll(all);
            }
        }
        return evidence.order();
    }

    private Cutter lines(FSDataInputStream in, FileSourceSplit split) throws IOException {
        long from = split.offset();
        long end = from + split.length();
        in.seek(Math.max(0, from - 1));
        InputStream counted = count(in, split.length());
        return from == 0
                ? LineCutter.atLineStart(counted, from, end, settings)
                : LineCutter.withinLine(counted, from, end, settings);
    }

    private InputStream count(InputStream in, long limit) {
        return new CountingStream(in, bytesRead == null ? new SimpleCounter() : bytesRead, limit);
    }

    private static String name(FileSourceSplit split) {
        return ReplayFiles.nameOf(Path.of(split.path().getPath()));
    }

    private static FSDataInputStream open(FileSourceSplit split) throws IOException {
        return split.path().getFileSystem().open(split.path());
    }
}
