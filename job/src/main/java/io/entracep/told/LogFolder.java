package io.entracep.told;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * The log of one sink as objects in a folder: {@code
 * <hour>/<kind>-<first>-<last>-<millis>-<writer>-<number>.jsonl}. Objects are written once and
 * never changed; their names tell hour and key groups, so that who reads opens only what it needs.
 */
final class LogFolder {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Clocks of machines may differ by so much. */
    private static final long SKEW = Duration.ofMinutes(10).toMillis();

    private static final Pattern NAME =
            Pattern.compile(
                    "(told|accepted)-([0-9]{1,5})-([0-9]{1,5})-([0-9]{1,19})-([a-z0-9]+)-([0-9]+)"
                            + "\\.jsonl");

    private final Path root;

    /** What objects hold. */
    enum Kind {
        /** Entries. */
        TOLD,
        /** What receivers took. */
        ACCEPTED;

        String word() {
            return this == TOLD ? "told" : "accepted";
        }
    }

    /** One object. */
    record LogObject(Path path, Kind kind, KeyGroupRange keys, long writtenAt, long bytes) {
        boolean concerns(KeyGroupRange range) {
            return keys.getStartKeyGroup() <= range.getEndKeyGroup()
                    && keys.getEndKeyGroup() >= range.getStartKeyGroup();
        }
    }

    LogFolder(String uri) {
        root = new Path(uri);
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /**
     * Writes one object.
     *
     * @param writer unique among all that ever write here: lower-case letters and digits
     * @param number of the object among those of the writer
     */
    void write(
            Kind kind, KeyGroupRange keys, long now, String writer, long number, List<String> lines)
            throws IOException {
        Path object =
                new Path(
                        new Path(root, Long.toString(now / HOUR)),
                        String.format(
                                java.util.Locale.ROOT,
                                "%s-%d-%d-%d-%s-%d.jsonl",
                                kind.word(),
                                keys.getStartKeyGroup(),
                                keys.getEndKeyGroup(),
                                now,
                                writer,
                                number));
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = files().create(object, FileSystem.WriteMode.OVERWRITE)) {
            out.write(bytes);
        }
    }

    /** What was written since, oldest first; all that is there where no time is given. */
    List<LogObject> since(long time) throws IOException {
        List<LogObject> objects = new ArrayList<>();
        long first = time == Long.MIN_VALUE ? time : time - SKEW;
        for (long hour : hours()) {
            if (first == Long.MIN_VALUE || hour >= Math.floorDiv(first, HOUR)) {
                objects(hour).filter(object -> object.writtenAt() >= first).forEach(objects::add);
            }
        }
        objects.sort(Comparator.comparingLong(LogObject::writtenAt));
        return objects;
    }

    /** The hours of which anything is there, since 1970, in order. */
    List<Long> hours() throws IOException {
        return list(root).stream()
                .map(status -> status.getPath().getName())
                .filter(name -> name.matches("[0-9]{1,12}"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    Stream<LogObject> objects(long hour) throws IOException {
        return list(new Path(root, Long.toString(hour))).stream().flatMap(LogFolder::object);
    }

    /** The whole lines of an object: whoever was killed while writing left half a line. */
    List<String> read(LogObject object) throws IOException {
        String text;
        try (FSDataInputStream in = files().open(object.path())) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Arrays.asList(text.substring(0, text.lastIndexOf('\n') + 1).split("\n"));
    }

    void delete(LogObject object) throws IOException {
        files().delete(object.path(), false);
    }

    void deleteHour(long hour) throws IOException {
        files().delete(new Path(root, Long.toString(hour)), true);
    }

    private FileSystem files() throws IOException {
        return root.getFileSystem();
    }

    private List<FileStatus> list(Path folder) throws IOException {
        try {
            FileStatus[] found = files().listStatus(folder);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (FileNotFoundException nothingYet) {
            return List.of();
        }
    }

    private static Stream<LogObject> object(FileStatus status) {
        Matcher name = NAME.matcher(status.getPath().getName());
        return name.matches()
                ? Stream.of(
                        new LogObject(
                                status.getPath(),
                                name.group(1).equals("told") ? Kind.TOLD : Kind.ACCEPTED,
                                new KeyGroupRange(
                                        Integer.parseInt(name.group(2)),
                                        Integer.parseInt(name.group(3))),
                                Long.parseLong(name.group(4)),
                                status.getLen()))
                : Stream.of();
    }
}
