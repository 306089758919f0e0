package io.entracep.source;

/** What is in a file: how records lie in it, or what is around them. */
enum FileShape {
    /** One JSON document a line, or no JSON at all: each line is read on its own. */
    LINES,
    /** Lists, pretty-printed, concatenated or very long documents: read from the beginning on. */
    DOCUMENTS,
    /** Rows of cells under a header. */
    TABLE,
    /** Container of Avro records: Event Hubs Capture. */
    AVRO,
    /** Columns, as Data Explorer and data lakes export them. */
    PARQUET,
    /** Text in UTF-16. */
    UTF_16,
    /** Compressed by gzip. */
    GZIP,
    /** Compressed by Zstandard. */
    ZSTD,
    /** Compressed by bzip2. */
    BZIP2,
    /** Compressed by LZ4, in frames. */
    LZ4,
    /** Something else that is known and not opened. */
    UNREADABLE,
    /** Archives of files. */
    ZIP,
    TAR;

    /** Whether records lie in it as they are, in bytes that are text. */
    boolean isText() {
        return this == LINES || this == DOCUMENTS || this == TABLE;
    }
}
