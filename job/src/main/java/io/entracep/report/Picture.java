package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of an incident as a picture: a lane for each entity that alerts are about, a row for
 * each alert, a mark for each of its stages. Sizes are in pixels of the drawing.
 *
 * @param height of the whole
 * @param lanes from the top, in order of their first alert
 * @param ticks times below
 * @param left number of alerts that are not drawn
 */
public record Picture(int height, List<Lane> lanes, List<Tick> ticks, int left) {
    /** Width of the whole. */
    public static final int WIDTH = 960;

    /** Where time begins; before it are the names of lanes. */
    public static final int BEGIN = 250;

    private static final int END = WIDTH - 16;
    private static final int ROW = 20;
    private static final int GAP = 8;
    private static final int MOST_ROWS = 40;
    private static final int CHARACTER = 6;
    private static final int NAME = 32;

    /**
     * @param name entity. Attacker-controlled text
     * @param kind its type
     */
    public record Lane(String name, String kind, int top, int height, List<Row> rows) {
        /** Where the name is written. */
        public int middle() {
            return top + height / 2 + 4;
        }
    }

    /**
     * One alert.
     *
     * @param number its place in the incident, from 1
     */
    public record Row(
            int number,
            String alertId,
            String severity,
            String title,
            int y,
            int from,
            int to,
            List<Mark> marks) {}

    /**
     * The first record of a stage.
     *
     * @param label name of the stage where there is room for it, else empty
     * @param before whether the label stands before the mark
     * @param hint time and stage
     */
    public record Mark(int x, String label, boolean before, String hint) {}

    /** A time on the axis. */
    public record Tick(int x, String label) {}

    /** The picture, null where there is one moment only and nothing to see. */
    public static @Nullable Picture of(Incident incident) {
        long first = millis(incident.firstEventTime());
        long last = millis(incident.lastEventTime());
        boolean oneStage =
                incident.alerts().size() == 1
                        && incident.alerts().get(0).evidence().stream()
                                        .map(Evidence::stage)
                                        .distinct()
                                        .count()
                                < 2;
        if (last == first || oneStage) {
            return null;
        }
        Scale scale = new Scale(first, last);
        Map<String, List<Integer>> byEntity = new LinkedHashMap<>();
        int drawn = Math.min(MOST_ROWS, incident.alerts().size());
        for (int i = 0; i < drawn; i++) {
            Alert alert = incident.alerts().get(i);
            byEntity.computeIfAbsent(
                            kind(alert) + " " + Story.whom(alert), any -> new ArrayList<>())
                    .add(i);
        }
        List<Lane> lanes = new ArrayList<>();
        int top = GAP;
        for (List<Integer> rows : byEntity.values()) {
            List<Row> placed = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                placed.add(
                        row(
                                incident.alerts().get(rows.get(i)),
                                rows.get(i) + 1,
                                top + i * ROW + ROW / 2,
                                scale));
            }
            Alert any = incident.alerts().get(rows.get(0));
            lanes.add(new Lane(cut(Story.whom(any)), kind(any), top, rows.size() * ROW, placed));
            top += rows.size() * ROW + GAP;
        }
        return new Picture(top + 24, lanes, scale.ticks(), incident.alerts().size() - drawn);
    }

    private static Row row(Alert alert, int number, int y, Scale scale) {
        Map<String, Evidence> stages = new LinkedHashMap<>();
        alert.evidence().forEach(record -> stages.putIfAbsent(record.stage(), record));
        List<Mark> marks = new ArrayList<>();
        List<Evidence> firsts = List.copyOf(stages.values());
        int taken = BEGIN;
        for (int i = 0; i < firsts.size(); i++) {
            Evidence first = firsts.get(i);
            int x = scale.x(millis(first.time()));
            int next = i + 1 < firsts.size() ? scale.x(millis(firsts.get(i + 1).time())) : WIDTH;
            int width = first.stage().length() * CHARACTER + 2 * GAP;
            boolean after = x + width <= next;
            boolean before = !after && x - width >= taken;
            marks.add(
                    new Mark(
                            x,
                            after || before ? first.stage() : "",
                            before,
                            TimeText.second(first.time()) + " " + first.stage()));
            taken = after ? x + width : x;
        }
        return new Row(
                number,
                alert.alertId(),
                alert.severity(),
                alert.title(),
                y,
                scale.x(millis(alert.firstEventTime())),
                scale.x(millis(alert.lastEventTime())),
                marks);
    }

    private static String kind(Alert alert) {
        EntityReference who = alert.subject() == null ? alert.entity() : alert.subject();
        return who.type().replace('_', ' ');
    }

    private static String cut(String name) {
        return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private record Scale(long first, long last) {
        private static final List<Duration> STEPS =
                List.of(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(3),
                        Duration.ofHours(6),
                        Duration.ofDays(1),
                        Duration.ofDays(7),
                        Duration.ofDays(30));

        int x(long time) {
            double part = (double) (time - first) / (last - first);
            return (int) Math.round(BEGIN + 8 + part * (END - BEGIN - 8));
        }

        /** At most eight, at round times. */
        List<Tick> ticks() {
            long step =
                    STEPS.stream()
                            .mapToLong(Duration::toMillis)
                            .filter(millis -> (last - first) / millis < 8)
                            .findFirst()
                            .orElse(last - first);
            List<Tick> ticks = new ArrayList<>();
            for (long time = (first + step - 1) / step * step; time <= last; time += step) {
                String text = Instant.ofEpochMilli(time).toString();
                boolean days = step >= Duration.ofDays(1).toMillis();
                boolean seconds = step < Duration.ofMinutes(1).toMillis();
                ticks.add(
                        new Tick(
                                x(time),
                                days
                                        ? text.substring(5, 10)
                                        : seconds
                                                ? text.substring(11, 19)
                                                : text.substring(11, 16)));
            }
            return ticks;
        }
    }
}
