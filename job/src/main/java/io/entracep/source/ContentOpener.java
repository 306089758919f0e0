package io.entracep.source;

import com.github.luben.zstd.ZstdInputStream;
import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is in a stream, through everything that is around the records: compression, archives,
 * encodings, one in the other.
 */
final class ContentOpener {

    /** Containers within containers that are opened. */
    private static final int MAX_DEPTH = 5;

    private static final int BUFFER_BYTES = 64 << 10;

    private final FileSettings settings;

    ContentOpener(FileSettings settings) {
        this.settings = settings;
    }

    /** Cuts the contents from the beginning on. */
    Cutter open(String name, InputStream in) throws IOException {
        return open(name, in, 0);
    }

    private Cutter open(String name, InputStream raw, int depth) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        in.mark(FileSniffer.WINDOW + 1);
        byte[] head = in.readNBytes(FileSniffer.WINDOW);
        in.reset();
        FileShape shape = settings.format().shape(FileSniffer.sniff(head));
        if (!shape.isText() && depth == MAX_DEPTH) {
            return refused("There are too many containers within each other in it.");
        }
        return switch (shape) {
            case LINES -> dated(LineCutter.atLineStart(in, 0, Long.MAX_VALUE, settings), head);
            case DOCUMENTS -> dated(new DocumentCutter(in, settings), head);
            case TABLE -> dated(table(name, in, head), head);
            case UTF_16 -> open(name, new Utf8Stream(in, head), depth + 1);
            case GZIP -> compressed(name, in, () -> new GZIPInputStream(in, BUFFER_BYTES), depth);
            case ZSTD -> compressed(name, in, () -> zstd(in), depth);
            case BZIP2 ->
                    compressed(name, in, () -> new BZip2CompressorInputStream(in, true), depth);
            case LZ4 ->
                    compressed(name, in, () -> new FramedLZ4CompressorInputStream(in, true), depth);
            case UNREADABLE -> {
                Unreadable kind = Unreadable.of(head);
                yield refused(kind == null ? "It is not known." : kind.trouble());
            }
            case ZIP ->
                    new ArchiveCutter(
                            new ZipArchiveInputStream(in, null, true, true),
                            (member, contents) -> open(member, contents, depth + 1));
            case TAR ->
                    new ArchiveCutter(
                            new TarArchiveInputStream(in),
                            (member, contents) -> open(member, contents, depth + 1));
            case AVRO -> new CaptureCutter(in);
            case PARQUET -> new ParquetCutter(in, name);
        };
    }

    private Cutter dated(Cutter contents, byte[] head) {
        DateOrder dates = settings.dates();
        if (dates == DateOrder.UNKNOWN) {
            dates = new DateEvidence().look(head, head.length).order();
        }
        return new DatedCutter(contents, dates);
    }

    private static InputStream zstd(InputStream in) throws IOException {
        return new ZstdInputStream(in).setContinuous(false);
    }

    private Cutter compressed(String name, InputStream in, ForgivingStream.Opener opener, int depth)
            throws IOException {
        ForgivingStream contents = new ForgivingStream(in, opener);
        return new DamagedCutter(open(name, contents, depth + 1), contents::damage);
    }

    private Cutter table(String name, InputStream in, byte[] head) throws IOException {
        int mark = Json.byteOrderMark(head, head.length);
        int start = Json.skipSpace(head, mark, head.length);
        Header found = Header.of(head, start);
        Header header =
                found != null
                        ? found
                        : new Header(Delimiter.afterHint(head, start), Delimiter.COMMA);
        in.skipNBytes(header.start());
        return new TableCutter(in, header.start(), header.delimiter(), name, settings);
    }

    private static Cutter refused(String why) {
        return new Cutter() {
            private boolean told;

            @Override
            public @Nullable Batch next() {
                if (told) {
                    return null;
                }
                told = true;
                return Batch.of(Piece.trouble(0, Decoded.Reason.REFUSED, why));
            }

            @Override
            public void close() {}
        };
    }
}
