package io.entracep.replay;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes one file of the parts of a {@link PartSink}. Holds where the lines are, not the lines: some
 * two hundred bytes for each id.
 */
final class Assembly {
    private Assembly() {}

    private record Place(
            long version,
            String order,
            String id,
            String group,
            int part,
            long offset,
            int length) {
        static final Comparator<Place> ORDER =
                Comparator.comparing(Place::order).thenComparing(Place::id);
    }

    /**
     * Writes the newest line of each id, in their order.
     *
     * @param kept which groups are written
     * @return lines written, by group
     */
    static SortedMap<String, Long> newestOfEach(
            List<Path> parts, Path target, Predicate<String> kept) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        List<Place> places =
                newest(parts).stream()
                        .filter(place -> kept.test(place.group()))
                        .sorted(Place.ORDER)
                        .toList();
        List<FileChannel> open = new ArrayList<>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            for (Path part : parts) {
                open.add(FileChannel.open(part));
            }
            for (Place place : places) {
                out.write(read(open.get(place.part()), place));
                out.write('\n');
                counts.merge(place.group(), 1L, Long::sum);
            }
        } finally {
            for (FileChannel channel : open) {
                channel.close();
            }
        }
        return counts;
    }

    /**
     * Writes all lines, part by part.
     *
     * @return lines written, by group
     */
    static SortedMap<String, Long> all(List<Path> parts, Path target) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            for (Path part : parts) {
                PartLines.read(
                        part,
                        (columns, offset, json) -> {
                            out.write(json);
                            out.write('\n');
                            counts.merge(columns.get(3), 1L, Long::sum);
                        });
            }
        }
        return counts;
    }

    private static List<Place> newest(List<Path> parts) throws IOException {
        Map<String, Place> newest = new HashMap<>();
        Map<String, String> groups = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            PartLines.read(
                    parts.get(part),
                    (columns, offset, json) -> {
                        String group = columns.get(3);
                        Place place =
                                new Place(
                                        Long.parseLong(columns.get(0)),
                                        columns.get(1),
                                        columns.get(2),
                                        groups.computeIfAbsent(group, same -> same),
                                        part,
                                        offset,
                                        json.length);
                        newest.merge(
                                place.id(), place, (a, b) -> b.version() >= a.version() ? b : a);
                    });
        }
        return new ArrayList<>(newest.values());
    }

    private static byte[] read(FileChannel channel, Place place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        long offset = place.offset();
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, offset);
            if (read < 0) {
                throw new IOException("The file became shorter while it was read");
            }
            offset += read;
        }
        return bytes.array();
    }
}
