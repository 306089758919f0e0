package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.incident.Story;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the alerts of two replays, and by which change of the policy.
 *
 * @param before where the former results lie
 * @param differences in order of detection and time
 * @param changes entries in which the policies differ
 */
public record Comparison(String before, List<Difference> differences, List<PolicyChange> changes) {

    /** What became of an alert. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** In lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One alert that differs.
     *
     * @param alert as it is now, of a removed one as it was
     * @param what what changed, in words; empty unless {@link Kind#CHANGED}
     * @param because changes of the policy that can have done it
     */
    public record Difference(
            Kind kind, Alert alert, List<String> what, List<PolicyChange> because) {
        /** Whom it is about. */
        public String whom() {
            return Story.whom(alert);
        }
    }

    /** How many alerts of one detection or person differ. */
    public record Line(String name, long added, long removed, long changed, List<String> because) {}

    /**
     * Compares.
     *
     * @param reaches of a detection: what of the policy it reads
     */
    static Comparison of(
            String before,
            Collection<Alert> old,
            Collection<Alert> now,
            List<PolicyChange> changes,
            Function<String, PolicyReach> reaches) {
        Map<String, Alert> was = byId(old);
        Map<String, Alert> is = byId(now);
        List<Difference> differences = new ArrayList<>();
        TreeSet<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(is.keySet());
        for (String id : ids) {
            Difference difference = difference(was.get(id), is.get(id), changes, reaches);
            if (difference != null) {
                differences.add(difference);
            }
        }
        differences.sort(
                Comparator.comparing((Difference one) -> one.alert().detectionId())
                        .thenComparing(one -> one.alert().firstEventTime())
                        .thenComparing(one -> one.alert().alertId()));
        return new Comparison(before, differences, changes);
    }

    /** Number of differences of a kind. */
    public long count(Kind kind) {
        return differences.stream().filter(one -> one.kind() == kind).count();
    }

    /** In a sentence. */
    public String words() {
        return "Against %s: %d added, %d removed, %d changed."
                .formatted(before, count(Kind.ADDED), count(Kind.REMOVED), count(Kind.CHANGED));
    }

    /** By detection. */
    public List<Line> byDetection() {
        return lines(one -> one.alert().detectionId());
    }

    /** By whom the alerts are about, those with most differences first. */
    public List<Line> byPerson() {
        return lines(Difference::whom).stream()
                .sorted(
                        Comparator.comparing(
                                line -> -line.added() - line.removed() - line.changed()))
                .toList();
    }

    private List<Line> lines(Function<Difference, String> key) {
        SortedMap<String, List<Difference>> groups = new TreeMap<>();
        differences.forEach(
                one -> groups.computeIfAbsent(key.apply(one), any -> new ArrayList<>()).add(one));
        List<Line> lines = new ArrayList<>();
        groups.forEach(
                (name, ones) ->
                        lines.add(
                                new Line(
                                        name,
                                        number(ones, Kind.ADDED),
                                        number(ones, Kind.REMOVED),
                                        number(ones, Kind.CHANGED),
                                        ones.stream()
                                                .flatMap(one -> one.because().stream())
                                                .map(PolicyChange::words)
                                                .distinct()
                                                .toList())));
        return lines;
    }

    private static long number(List<Difference> ones, Kind kind) {
        return ones.stream().filter(one -> one.kind() == kind).count();
    }

    private static @Nullable Difference difference(
            @Nullable Alert was,
            @Nullable Alert is,
            List<PolicyChange> changes,
            Function<String, PolicyReach> reaches) {
        if (was == null && is == null) {
            return null;
        }
        Alert alert = is == null ? was : is;
        List<String> what = was == null || is == null ? List.of() : what(was, is);
        if (alert == null || (was != null && is != null && what.isEmpty())) {
            return null;
        }
        PolicyReach reach = reaches.apply(alert.detectionId());
        List<PolicyChange> because =
                changes.stream().filter(one -> one.concerns(alert, reach)).toList();
        return new Difference(
                was == null ? Kind.ADDED : is == null ? Kind.REMOVED : Kind.CHANGED,
                alert,
                what,
                because);
    }

    private static List<String> what(Alert was, Alert is) {
        List<String> what = new ArrayList<>();
        tell(what, "severity", was.severity(), is.severity());
        tell(what, "suppressed by", text(was.suppressedBy()), text(is.suppressedBy()));
        tell(
                what,
                "records",
                Integer.toString(was.evidence().size()),
                Integer.toString(is.evidence().size()));
        tell(what, "reason", was.reason(), is.reason());
        // The name of a version that decides the same says nothing.
        if (what.isEmpty() && !was.decidedBy(null).equals(is.decidedBy(null))) {
            what.add("other records or texts");
        }
        return what;
    }

    private static void tell(List<String> what, String name, String was, String is) {
        if (!was.equals(is)) {
            what.add(name + ": " + is + ", was " + was);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "nothing" : text;
    }

    private static Map<String, Alert> byId(Collection<Alert> alerts) {
        Map<String, Alert> byId = new TreeMap<>();
        for (Alert alert : alerts) {
            if (alert.active()) {
                byId.put(alert.alertId(), alert);
            }
        }
        return byId;
    }
}
