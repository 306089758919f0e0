package io.entracep.source;

/** How records lie in a file. */
enum FileShape {
    /** One JSON document a line, or no JSON at all: each line is read on its own. */
    LINES,
    /** Lists, pretty-printed, concatenated or very long documents: read from the beginning on. */
    DOCUMENTS,
    /** Compressed; what is inside is read as {@link #DOCUMENTS}. */
    GZIP
}
