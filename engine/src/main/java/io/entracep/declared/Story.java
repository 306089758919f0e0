package io.entracep.declared;

import io.entracep.detection.Draft;
import io.entracep.detection.Placement.Seat;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.rule.AlertSection;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.RuleHead;
import io.entracep.rule.Whose;
import io.entracep.rule.Word;
import io.entracep.signal.Observation;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the matches of a rule are told: its {@code alert} section, or what holds without one. */
final class Story {
    /** Of rules that do not say. */
    private static final Duration DEFAULT_PERIOD = Duration.ofHours(1);

    private final @Nullable Whose whose;
    private final Duration once;
    private final List<String> per;
    private final String reason;
    private final Facts facts;
    private final Grading grading;
    private final @Nullable Duration settle;

    private Story(
            @Nullable Whose whose,
            Duration once,
            List<String> per,
            String reason,
            Grading grading,
            @Nullable Duration settle) {
        this.whose = whose;
        this.once = once;
        this.per = per;
        this.reason = reason;
        this.facts = new Facts(reason);
        this.grading = grading;
        this.settle = settle;
    }

    /**
     * The story of a rule.
     *
     * @param fields fields of interest, for rules without a reason of their own
     * @param what what a reason says behind the title, for these
     */
    static Story of(RuleHead head, @Nullable AlertSection alert, List<String> fields, String what) {
        String usual = reason(head, fields, what);
        if (alert == null) {
            return new Story(null, DEFAULT_PERIOD, List.of(), usual, Grading.NONE, null);
        }
        return new Story(
                alert.of(),
                alert.once() == null ? Duration.ZERO : alert.once(),
                alert.per(),
                alert.reason() == null ? usual : alert.reason(),
                Grading.of(alert),
                alert.settle());
    }

    /** The text that stands for a reason where the author gives none. */
    private static String reason(RuleHead head, List<String> fields, String what) {
        String named =
                fields.stream()
                        .map(field -> "[; " + plain(field) + ": {" + field + "}]")
                        .collect(Collectors.joining());
        return plain(head.title()) + what + named + ".";
    }

    /** Without what means something in a reason. */
    static String plain(String text) {
        return text.replaceAll("[\\[\\]{}]", "").strip();
    }

    /** Whose story it is, null where the rule does not say. */
    @Nullable Whose whose() {
        return whose;
    }

    /** Length of the aligned period in which there is one alert; zero where each match is one. */
    Duration once() {
        return once;
    }

    /** {@link #once}, or the other length where each match is told. */
    Duration onceOr(Duration other) {
        return once.isZero() ? other : once;
    }

    /** Whether record and policy alone say that a match is not told. */
    boolean isForegone(RecordCircumstances record) {
        return grading.isForegone(record);
    }

    /** What happened, with names for values; and what moved the level. */
    String reason() {
        return grading.isNone() ? reason : reason + "[ {" + Grading.GRADED + "}]";
    }

    /** Fields of the log that it names. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>(facts.fields());
        fields.addAll(per);
        if (grading.asks(Word.NAMED_NETWORK)) {
            fields.add(Circumstances.NAMED_NETWORK);
        }
        if (grading.asksOf(Subject.TENANT)) {
            fields.addAll(OtherTenants.FIELDS);
        }
        return fields;
    }

    /** Whether it depends on who is privileged. */
    boolean readsPrivilege() {
        return grading.readsPrivilege() || reason.contains("{privilege}");
    }

    /** Whether event time must have passed before it is told. */
    boolean settles() {
        return settle != null;
    }

    /** Rules of which it asks whether an alert is open. */
    Set<String> alerts() {
        return grading.alerts();
    }

    /** Kinds of calendars that it depends on. */
    Set<ProfileKind> readsProfile() {
        return grading.readsProfile();
    }

    /** Whether it depends on who was just created. */
    boolean readsCreations() {
        return grading.readsCreations();
    }

    /** Whether nothing that a record says makes its match another one. */
    boolean isAlwaysTheSame() {
        return per.isEmpty() && grading.asksNothing();
    }

    /** What makes a match another one than that of the record before, by the record alone. */
    String variant(EntraEvent event) {
        return group(event, per) + "|" + grading.variant(event);
    }

    /** Whom a match concerns. */
    List<Seat> seats(EntraEvent event) {
        return whose == null ? Seats.byDefault(event) : Seats.orTenant(whose, event);
    }

    /** What there is to say of a match; null for nothing. */
    @Nullable Draft tell(Observation observation, View view, Severity base) {
        Draft draft = grading.grade(observation, view, base);
        if (draft == null) {
            return null;
        }
        facts.addTo(draft, observation, view);
        if (settle != null) {
            draft.dueAt(observation.time() + settle.toMillis());
        }
        return per.isEmpty() ? draft : draft.group(group(observation.event(), per));
    }

    /** Values of these fields, so that different ones never make one text. */
    static String group(EntraEvent event, List<String> fields) {
        List<String> values = new ArrayList<>();
        for (String field : fields) {
            String value = event.fields().get(field);
            values.add(value == null ? "" : value.replace("\\", "\\\\").replace(",", "\\,"));
        }
        return String.join(",", values);
    }
}
