package io.entracep.told;

import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogFolder.LogObject;
import io.entracep.told.LogLines.Mark;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.runtime.state.KeyGroupRange;

/** Reads what a log has of some key groups since a time; each object once. */
final class LogReader {
    private static final int MOST_ATTEMPTS = 5;

    private final LogFolder folder;
    private final KeyGroupRange keys;
    private final Predicate<Entry> mine;
    private final Set<String> seen = new HashSet<>();
    private final Set<Mark> accepted = new HashSet<>();
    private final Set<Mark> written = new HashSet<>();
    private boolean foundAny;

    private interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * @param mine whether an entry is of these key groups
     */
    LogReader(LogFolder folder, KeyGroupRange keys, Predicate<Entry> mine) {
        this.folder = folder;
        this.keys = keys;
        this.mine = mine;
    }

    /** The entries of objects that were not read before, in the order of their decisions. */
    synchronized List<Entry> read(long since) throws IOException {
        return again(() -> readOnce(since));
    }

    /** What receivers took since. */
    static List<Mark> marks(LogFolder folder, long since) throws IOException {
        return again(
                () -> {
                    List<Mark> marks = new ArrayList<>();
                    for (LogObject object : folder.since(since)) {
                        if (object.kind() == Kind.ACCEPTED) {
                            folder.read(object).stream()
                                    .map(LogLines::mark)
                                    .filter(Objects::nonNull)
                                    .forEach(marks::add);
                        }
                    }
                    return marks;
                });
    }

    /** What is put together with others meanwhile is in another object then. */
    private static <T> T again(Reading<T> reading) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.read();
            } catch (FileNotFoundException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Whether the receiver is known to have this delivery. */
    synchronized boolean isAccepted(String alertId, long decidedAt) {
        return accepted.contains(new Mark(alertId, decidedAt));
    }

    /** Whether this delivery has an entry. */
    synchronized boolean isWritten(String alertId, long decidedAt) {
        return written.contains(new Mark(alertId, decidedAt));
    }

    /** Whether the log had anything at all. */
    synchronized boolean foundAny() {
        return foundAny;
    }

    private List<Entry> readOnce(long since) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Set<String> read = new HashSet<>();
        foundAny |= !folder.hours().isEmpty();
        for (LogObject object : folder.since(since)) {
            String name = object.path().getName();
            if (seen.contains(name) || (object.kind() == Kind.TOLD && !object.concerns(keys))) {
                continue;
            }
            for (String line : folder.read(object)) {
                take(object.kind(), line, entries);
            }
            read.add(name);
        }
        seen.addAll(read);
        return Entry.inOrder(entries);
    }

    private void take(Kind kind, String line, List<Entry> entries) {
        if (kind == Kind.ACCEPTED) {
            Mark mark = LogLines.mark(line);
            if (mark != null) {
                accepted.add(mark);
            }
            return;
        }
        Entry entry = LogLines.entry(line);
        if (entry != null && mine.test(entry)) {
            entries.add(entry);
            written.add(new Mark(entry.alertId(), entry.decidedAt()));
        }
    }
}
