package io.entracep.source;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.RecordMarker;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;

/**
 * Builds the source that reads files. It ends with the last file. Files of lines are cut into
 * chunks that are read in parallel, in the order of the files; others are read each by one reader.
 * How records lie in a file is told from its content, not its name: JSON lines, lists,
 * pretty-printed or concatenated documents, envelopes, tables, Avro and Parquet, any of these
 * compressed, archived or in UTF-16.
 */
public final class FileSourceFactory {

    private FileSourceFactory() {}

    /**
     * A source of decoded records without rules. Each record's position is the byte offset of its
     * document in the (decompressed) file.
     *
     * @param files to read; at least one
     * @param type how decoded records are serialised, should the next operator not be chained
     */
    public static Source<Decoded, ?, ?> create(List<Path> files, TypeInformation<Decoded> type) {
        return create(files, type, FileSettings.DEFAULT.of(FileFormat.AUTO, DateOrder.UNKNOWN));
    }

    /**
     * The same for files of which it is known how records lie in them, and how dates are written.
     *
     * @param rules what rules records are held against
     */
    public static Source<Decoded, ?, ?> create(
            List<Path> files,
            TypeInformation<Decoded> type,
            FileFormat format,
            DateOrder dates,
            RecordMarker.Factory rules) {
        return create(files, type, FileSettings.DEFAULT.of(format, dates), rules);
    }

    static Source<Decoded, ?, ?> create(
            List<Path> files, TypeInformation<Decoded> type, FileSettings settings) {
        return create(files, type, settings, () -> null);
    }

    private static Source<Decoded, ?, ?> create(
            List<Path> files,
            TypeInformation<Decoded> type,
            FileSettings settings,
            RecordMarker.Factory rules) {
        return new RecordFileSource(
                files.stream()
                        .map(file -> new org.apache.flink.core.fs.Path(file.toUri()))
                        .toArray(org.apache.flink.core.fs.Path[]::new),
                new RecordFileFormat(type, settings, rules),
                settings);
    }
}
