package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

/**
 * One split for each chunk of a file of lines, one for any other file. (Flink's own splits by
 * blocks, and a local file has one.) An empty file has none.
 */
final class ChunkEnumerator extends NonSplittingRecursiveEnumerator {

    private final FileSettings settings;

    ChunkEnumerator(FileSettings settings) {
        // Which files are read was decided before.
        super(path -> true);
        this.settings = settings;
    }

    @Override
    protected void convertToSourceSplits(
            FileStatus file, FileSystem fileSystem, List<FileSourceSplit> target)
            throws IOException {
        long size = file.getLen();
        long chunkBytes = settings.chunkBytes();
        boolean splittable = size > chunkBytes && shape(file, fileSystem) == FileShape.LINES;
        long step = splittable ? chunkBytes : Math.max(1, size);
        for (long offset = 0; offset < size; offset += step) {
            target.add(
                    new FileSourceSplit(
                            getNextId(),
                            file.getPath(),
                            offset,
                            Math.min(step, size - offset),
                            file.getModificationTime(),
                            size));
        }
    }

    private FileShape shape(FileStatus file, FileSystem fileSystem) throws IOException {
        try (InputStream in = fileSystem.open(file.getPath())) {
            return settings.format().shape(FileSniffer.sniff(in));
        }
    }
}
