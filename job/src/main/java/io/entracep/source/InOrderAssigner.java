package io.entracep.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;

/**
 * Hands out splits in the order of the files. Flink's own begins at the end; in order, files that
 * are named by date are read in order of time, which keeps disorder small.
 */
final class InOrderAssigner implements FileSplitAssigner {

    private final Deque<FileSourceSplit> remaining;

    InOrderAssigner(Collection<FileSourceSplit> splits) {
        this.remaining = new ArrayDeque<>(splits);
    }

    @Override
    public Optional<FileSourceSplit> getNext(String hostname) {
        return Optional.ofNullable(remaining.poll());
    }

    /** Splits come back when a reader failed: they are next. */
    @Override
    public void addSplits(Collection<FileSourceSplit> splits) {
        new ArrayDeque<>(splits).descendingIterator().forEachRemaining(remaining::addFirst);
    }

    @Override
    public Collection<FileSourceSplit> remainingSplits() {
        return new ArrayList<>(remaining);
    }
}
