package io.entracep.source;

import io.entracep.decode.DateOrder;
import java.io.Serializable;

/**
 * Sizes of file reading, and how records lie in the files. The defaults are for use; others are for
 * tests.
 *
 * @param chunkBytes a file of lines is cut into pieces of this size, read in parallel; 32 MiB
 * @param blockBytes what is read at once; 256 KiB
 * @param streamedBytes a list of records in one object (<code>{"records":[…]}</code>) larger than
 *     this is handed on record by record; 8 MiB
 * @param recordBytes a longer record is a dead letter; 32 MiB
 * @param format how records lie in the files; told from each file
 * @param dates how dates are written in them; told from each file
 */
record FileSettings(
        long chunkBytes,
        int blockBytes,
        int streamedBytes,
        int recordBytes,
        FileFormat format,
        DateOrder dates)
        implements Serializable {

    static final FileSettings DEFAULT = new FileSettings(32L << 20, 256 << 10, 8 << 20, 32 << 20);

    FileSettings(long chunkBytes, int blockBytes, int streamedBytes, int recordBytes) {
        this(
                chunkBytes,
                blockBytes,
                streamedBytes,
                recordBytes,
                FileFormat.AUTO,
                DateOrder.UNKNOWN);
    }

    FileSettings {
        if (chunkBytes < 1 || blockBytes < 1 || streamedBytes < 1 || recordBytes < streamedBytes) {
            throw new IllegalArgumentException(
                    "Sizes must be positive, and records may be at least as long as what is"
                            + " streamed");
        }
    }

    /** The same for files of this format, with dates written like this. */
    FileSettings of(FileFormat newFormat, DateOrder newDates) {
        return new FileSettings(
                chunkBytes, blockBytes, streamedBytes, recordBytes, newFormat, newDates);
    }
}
