package io.entracep.whatif;

import io.entracep.alert.Alert;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How many alerts a detection gives for each value of one of its settings.
 *
 * @param setting which
 * @param usual the value that counts now
 * @param points by value
 * @param knee place in the list after which more costs little and brings little, -1 where the curve
 *     is straight
 */
public record Curve(String setting, String usual, List<Point> points, int knee) {
    private static final double[] FACTORS = {0.4, 0.6, 0.8, 1, 1.5, 2, 3};

    /** A value and the number of alerts. */
    public record Point(long value, long alerts) {}

    /**
     * One curve for each setting that is a whole number.
     *
     * @param only the one setting that is asked for, empty for all
     */
    public static List<Curve> of(Entry entry, String only, Policy policy, Replays replays)
            throws IOException {
        List<Curve> curves = new ArrayList<>();
        for (String setting : entry.settings().keySet()) {
            String usual = Relaxation.usual(policy.forTenant(null), entry, setting);
            if ((only.isEmpty() || only.equals(setting)) && usual.matches("[0-9]{1,9}")) {
                List<Point> points = points(entry.id(), setting, usual, policy, replays);
                curves.add(new Curve(setting, usual, points, knee(points)));
            }
        }
        return curves;
    }

    private static List<Point> points(
            String id, String setting, String usual, Policy policy, Replays replays)
            throws IOException {
        TreeSet<Long> values = new TreeSet<>();
        for (double factor : FACTORS) {
            values.add(Math.max(1, Math.round(Long.parseLong(usual) * factor)));
        }
        List<Point> points = new ArrayList<>();
        for (long value : values) {
            Policy other =
                    OtherPolicy.with(
                            policy,
                            List.of(new OtherValue(id, setting, Long.toString(value), usual)),
                            replays.catalogue());
            if (other != null) {
                List<Alert> alerts = replays.alerts(other);
                points.add(
                        new Point(
                                value,
                                alerts.stream()
                                        .filter(alert -> alert.detectionId().equals(id))
                                        .count()));
            }
        }
        return points;
    }

    /** The point farthest from the line between both ends. Source: Satopää et al., "Kneedle". */
    static int knee(List<Point> points) {
        if (points.size() < 3) {
            return -1;
        }
        Point first = points.get(0);
        Point last = points.get(points.size() - 1);
        double width = last.value() - first.value();
        double height = last.alerts() - first.alerts();
        int knee = -1;
        double farthest = 1e-9;
        for (int i = 1; i < points.size() - 1; i++) {
            double along = (points.get(i).value() - first.value()) / width;
            double up = height == 0 ? 0 : (points.get(i).alerts() - first.alerts()) / height;
            double distance = Math.abs(up - along);
            if (height != 0 && distance > farthest) {
                farthest = distance;
                knee = i;
            }
        }
        return knee;
    }
}
