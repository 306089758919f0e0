package io.entracep.source;

/**
 * How records lie in files, as whoever gives the files says. What is around them (compression,
 * archives, encodings) is always told apart.
 */
public enum FileFormat {
    /** Told from the content of each file. */
    AUTO,
    /** One JSON document a line; a line that is broken costs that line only. */
    LINES,
    /** Lists, envelopes, pretty-printed or concatenated documents, read from the beginning on. */
    JSON,
    /** Rows of cells under a header. */
    CSV;

    /** Whether bytes are the beginning of something that is no text, but has some inside. */
    public static boolean isContainer(byte[] head) {
        return !FileSniffer.sniff(head).isText();
    }

    /** How a file is read that looks like the shape. */
    FileShape shape(FileShape sniffed) {
        if (!sniffed.isText()) {
            return sniffed;
        }
        return switch (this) {
            case AUTO -> sniffed;
            case LINES -> FileShape.LINES;
            case JSON -> FileShape.DOCUMENTS;
            case CSV -> FileShape.TABLE;
        };
    }
}
