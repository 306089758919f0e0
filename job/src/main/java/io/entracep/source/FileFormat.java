package io.entracep.source;

/** How records lie in files, as whoever gives the files says. Compression is always told apart. */
public enum FileFormat {
    /** Told from the content of each file. */
    AUTO,
    /** One JSON document a line; a line that is broken costs that line only. */
    LINES,
    /** Lists, envelopes, pretty-printed or concatenated documents, read from the beginning on. */
    JSON;

    /** How a file is read that looks like the shape. */
    FileShape shape(FileShape sniffed) {
        if (sniffed == FileShape.GZIP) {
            return sniffed;
        }
        return switch (this) {
            case AUTO -> sniffed;
            case LINES -> FileShape.LINES;
            case JSON -> FileShape.DOCUMENTS;
        };
    }
}
