package io.entracep.loop;

import io.entracep.state.EntityStore;
import io.entracep.state.Head;
import io.entracep.state.JournalHour;
import io.entracep.state.PrivilegeTimeline;
import io.entracep.state.Profile;
import io.entracep.state.SaidHour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State of one entity in plain maps: for a record that is judged alone, and for tests. */
public final class MapEntityStore implements EntityStore {
    private final Map<Long, JournalHour> hours = new HashMap<>();
    private final Map<Long, SaidHour> said = new HashMap<>();
    private final Map<String, byte[]> totals = new HashMap<>();
    private Head head = Head.EMPTY;
    private Profile profile = Profile.EMPTY;
    private PrivilegeTimeline timeline = PrivilegeTimeline.EMPTY;

    @Override
    public Head head() {
        return head;
    }

    @Override
    public void head(Head next) {
        head = next;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public void profile(Profile next) {
        profile = next;
    }

    @Override
    public PrivilegeTimeline timeline() {
        return timeline;
    }

    @Override
    public void timeline(PrivilegeTimeline next) {
        timeline = next;
    }

    @Override
    public JournalHour hour(long hour) {
        return hours.getOrDefault(hour, JournalHour.EMPTY);
    }

    @Override
    public void hour(long hour, JournalHour content) {
        if (content.entries().isEmpty()) {
            hours.remove(hour);
        } else {
            hours.put(hour, content);
        }
    }

    @Override
    public SaidHour said(long hour) {
        return said.getOrDefault(hour, SaidHour.EMPTY);
    }

    @Override
    public void said(long hour, SaidHour content) {
        if (content.entries().isEmpty()) {
            said.remove(hour);
        } else {
            said.put(hour, content);
        }
    }

    @Override
    public byte @Nullable [] total(String metricAndHour) {
        return totals.get(metricAndHour);
    }

    @Override
    public void total(String metricAndHour, byte @Nullable [] sketch) {
        if (sketch == null) {
            totals.remove(metricAndHour);
        } else {
            totals.put(metricAndHour, sketch);
        }
    }

    @Override
    public Iterable<String> totals() {
        return List.copyOf(totals.keySet());
    }

    /** Whether nothing is kept. */
    public boolean isEmpty() {
        return hours.isEmpty()
                && said.isEmpty()
                && totals.isEmpty()
                && head.equals(Head.EMPTY)
                && profile.calendars().isEmpty()
                && timeline.changes().isEmpty();
    }
}
