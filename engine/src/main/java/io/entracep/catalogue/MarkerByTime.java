package io.entracep.catalogue;

import io.entracep.decode.CapturePath;
import io.entracep.decode.RecordMarker;
import io.entracep.event.EntraEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds each record against the rules that held when it happened. */
final class MarkerByTime implements RecordMarker {
    private final Rulebooks rulebooks;
    private final List<@Nullable Placed> markers = new ArrayList<>();
    private final List<CapturePath> paths = new ArrayList<>();

    private MarkerByTime(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    /**
     * One of the markers.
     *
     * @param begin index of its first path among those of all
     */
    private record Placed(RecordMarker marker, int begin) {}

    static MarkerByTime of(Rulebooks rulebooks) {
        MarkerByTime all = new MarkerByTime(rulebooks);
        // Markers of the same rules look at the same places, whatever the policy.
        Map<List<CapturePath>, Integer> begins = new HashMap<>();
        for (Rulebooks.Since since : rulebooks.all()) {
            RecordMarker marker = since.rulebook().create();
            if (marker == null) {
                all.markers.add(null);
                continue;
            }
            List<CapturePath> its = List.copyOf(marker.paths());
            Integer begin = begins.get(its);
            if (begin == null) {
                begin = all.paths.size();
                begins.put(its, begin);
                all.paths.addAll(its);
            }
            all.markers.add(new Placed(marker, begin));
        }
        return all;
    }

    @Override
    public List<CapturePath> paths() {
        return paths;
    }

    @Override
    public Marks mark(EntraEvent event, ReadRecord record) {
        Placed placed = markers.get(rulebooks.indexAt(event.time()));
        if (placed == null) {
            return Marks.NONE;
        }
        return placed.marker()
                .mark(event, placed.begin() == 0 ? record : new Part(record, placed.begin()));
    }

    /** The record with the paths of one marker. */
    private record Part(ReadRecord record, int begin) implements ReadRecord {
        @Override
        public @Nullable List<@Nullable String> texts(int path) {
            return record.texts(begin + path);
        }

        @Override
        public byte[] bytes() {
            return record.bytes();
        }

        @Override
        public int start() {
            return record.start();
        }

        @Override
        public int end() {
            return record.end();
        }
    }
}
