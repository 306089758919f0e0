package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files in an archive one after the other, as if each lay in a folder: hidden ones do not
 * count. What cannot be unpacked is told, and ends the archive where nothing behind it can be
 * found.
 */
final class ArchiveCutter implements Cutter {

    /** Opens a file in the archive. */
    interface Opener {
        Cutter open(String name, InputStream in) throws IOException;
    }

    private final ArchiveInputStream<?> archive;
    private final Opener opener;
    private @Nullable Cutter member;
    private @Nullable ForgivingStream stream;
    private String name = "";

    /** Where the current file begins: files lie one after the other. */
    private long base;

    private long read;
    private boolean ended;

    ArchiveCutter(ArchiveInputStream<?> archive, Opener opener) {
        this.archive = archive;
        this.opener = opener;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        while (!ended) {
            if (member == null) {
                Batch trouble = nextMember();
                if (trouble != null) {
                    return trouble;
                }
                continue;
            }
            Batch batch = member.next();
            if (batch != null) {
                return moved(batch).in(name);
            }
            String damage = stream == null ? null : stream.damage();
            member = null;
            if (damage != null) {
                ended = true;
                return told(Decoded.Reason.INCOMPLETE, damage).in(name);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /** Opens the next file; what is to be told where it cannot be. */
    private @Nullable Batch nextMember() {
        base += read;
        read = 0;
        try {
            ArchiveEntry entry = archive.getNextEntry();
            if (entry == null) {
                ended = true;
                return null;
            }
            if (entry.isDirectory() || isHidden(entry.getName())) {
                return null;
            }
            name = entry.getName();
            if (!archive.canReadEntryData(entry)) {
                return told(
                                Decoded.Reason.REFUSED,
                                "It is encrypted, or packed in a way that is not known. Unpack the archive and name what is inside.")
                        .in(name);
            }
            ForgivingStream contents = new ForgivingStream(archive, Counted::new);
            stream = contents;
            member = opener.open(name, contents);
            return null;
        } catch (UnsupportedZipFeatureException e) {
            ended = true;
            return told(
                    Decoded.Reason.INCOMPLETE,
                    "Where the file ends that is not unpacked is not known. What is behind it is not read.");
        } catch (IOException | RuntimeException e) {
            ended = true;
            return told(
                    Decoded.Reason.INCOMPLETE,
                    "The archive is damaged or cut short: %s. What is behind this is not read."
                            .formatted(Damage.inWords(e)));
        }
    }

    private Batch told(Decoded.Reason reason, String detail) {
        return Batch.of(Piece.trouble(base + read, reason, detail));
    }

    private Batch moved(Batch batch) {
        if (base == 0) {
            return batch;
        }
        List<Piece> pieces = new ArrayList<>();
        batch.pieces().forEach(piece -> pieces.add(piece.behind(base)));
        return batch.with(pieces);
    }

    private static boolean isHidden(String path) {
        for (String part : path.split("[/\\\\]", -1)) {
            if ((part.startsWith(".") && part.length() > 2) || part.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }

    /** The current file: closing it leaves the archive open. */
    private final class Counted extends FilterInputStream {

        Counted() {
            super(archive);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            read += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public void close() {}
    }
}
