package io.entracep.told;

import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogFolder.LogObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a log small: puts the objects of an hour that is over together, and deletes hours that are
 * too old, or too much. One of all subtasks does it.
 */
final class LogKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Whoever still writes into an hour that is over does so for less than this. */
    private static final long GRACE = Duration.ofMinutes(15).toMillis();

    private final LogFolder folder;
    private final ToldSettings.LogSettings settings;
    private final int maxParallelism;

    LogKeeper(LogFolder folder, ToldSettings.LogSettings settings, int maxParallelism) {
        this.folder = folder;
        this.settings = settings;
        this.maxParallelism = maxParallelism;
    }

    /** Does what is due. */
    void keep(long now) throws IOException {
        List<Long> hours = new ArrayList<>(folder.hours());
        long bytes = 0;
        for (int i = hours.size() - 1; i >= 0; i--) {
            long hour = hours.get(i);
            List<LogObject> objects = folder.objects(hour).toList();
            bytes += objects.stream().mapToLong(LogObject::bytes).sum();
            long end = (hour + 1) * HOUR;
            if (end + settings.keep() < now) {
                folder.deleteHour(hour);
            } else if (bytes > settings.mostBytes() && end + GRACE < now) {
                LOG.warn(
                        "{} has more than {} bytes: what was told {} hours ago is deleted",
                        folder,
                        settings.mostBytes(),
                        now / HOUR - hour);
                folder.deleteHour(hour);
            } else if (end + GRACE < now) {
                for (Kind kind : Kind.values()) {
                    putTogether(kind, objects.stream().filter(object -> object.kind() == kind));
                }
            }
        }
    }

    private void putTogether(Kind kind, Stream<LogObject> objects) throws IOException {
        List<LogObject> all = objects.toList();
        if (all.size() < 2) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (LogObject object : all) {
            folder.read(object).stream().filter(line -> !line.isEmpty()).forEach(lines::add);
        }
        long last = all.stream().mapToLong(LogObject::writtenAt).max().orElseThrow();
        String writer = UUID.randomUUID().toString().replace("-", "");
        folder.write(kind, new KeyGroupRange(0, maxParallelism - 1), last, writer, 0, lines);
        for (LogObject object : all) {
            folder.delete(object);
        }
    }
}
