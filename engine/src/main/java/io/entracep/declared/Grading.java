package io.entracep.declared;

import io.entracep.detection.Draft;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.rule.AlertSection;
import io.entracep.rule.AlertSection.Grade;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.rule.Word;
import io.entracep.signal.Observation;
import io.entracep.state.ProfileKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a match is told, and how bad it is: {@code when}, {@code unless}, {@code except}, {@code
 * raise}, {@code lower}.
 */
final class Grading {
    /** Name of the value that says what moved the level. */
    static final String GRADED = "graded";

    static final Grading NONE = new Grading(List.of(), List.of(), List.of(), List.of());

    private final List<Circumstance> when;
    private final List<Circumstance> unless;
    private final List<Circumstance> except;
    private final List<Grade> grades;

    private final boolean readsPrivilege;
    private final boolean readsCreations;
    private final Set<ProfileKind> readsProfile;
    private final List<Subject> subjects;

    private Grading(
            List<Circumstance> when,
            List<Circumstance> unless,
            List<Circumstance> except,
            List<Grade> grades) {
        this.when = when;
        this.unless = unless;
        this.except = except;
        this.grades = grades;
        this.readsPrivilege =
                asked().anyMatch(
                                asked ->
                                        asks(asked, Word.PRIVILEGED)
                                                || asks(asked, Word.TIER_ZERO));
        this.readsCreations = asked().anyMatch(asked -> asks(asked, Word.JUST_CREATED));
        this.readsProfile = profile();
        this.subjects = asked().map(Circumstance::subject).distinct().toList();
    }

    static Grading of(AlertSection alert) {
        return new Grading(alert.when(), alert.unless(), alert.except(), alert.grades());
    }

    /** Whether nothing moves the level. */
    boolean isNone() {
        return grades.isEmpty();
    }

    boolean readsPrivilege() {
        return readsPrivilege;
    }

    Set<ProfileKind> readsProfile() {
        return readsProfile;
    }

    private Set<ProfileKind> profile() {
        Set<ProfileKind> kinds = EnumSet.noneOf(ProfileKind.class);
        asked().filter(asked -> asks(asked, Word.NEW) || asks(asked, Word.KNOWN))
                .forEach(
                        asked -> {
                            switch (asked.subject()) {
                                case DEVICE -> kinds.add(ProfileKind.DEVICE);
                                case PLACE -> kinds.add(ProfileKind.LOCATION);
                                case IP -> kinds.add(ProfileKind.NETWORK);
                                default -> {
                                    // Nothing else is remembered by days.
                                }
                            }
                        });
        if (asked().anyMatch(asked -> asks(asked, Word.KNOWN_COUNTRY))) {
            kinds.add(ProfileKind.COUNTRY);
        }
        return kinds;
    }

    boolean readsCreations() {
        return readsCreations;
    }

    /** Whether anything depends on this word. */
    boolean asks(Word word) {
        return asked().anyMatch(asked -> asks(asked, word));
    }

    boolean asksOf(Subject subject) {
        return subjects.contains(subject);
    }

    /** Rules of which it asks whether an alert is open. */
    Set<String> alerts() {
        return asked().filter(asked -> asked.subject() == Subject.ALERT)
                .flatMap(asked -> asked.anyOf().stream())
                .map(Trait::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean asks(Circumstance asked, Word word) {
        return asked.anyOf().stream().anyMatch(trait -> trait.word() == word);
    }

    /** Whether every match is told, and alike. */
    boolean asksNothing() {
        return asked().findAny().isEmpty();
    }

    /** What the record says of all that is asked about. */
    String variant(EntraEvent event) {
        return subjects.stream()
                .map(subject -> Circumstances.variant(subject, event))
                .collect(Collectors.joining("|"));
    }

    private Stream<Circumstance> asked() {
        return Stream.concat(
                Stream.of(when, unless, except).flatMap(List::stream),
                grades.stream()
                        .flatMap(
                                grade ->
                                        Stream.concat(
                                                grade.when().stream(), grade.unless().stream())));
    }

    /** Whether record and policy alone say that a match is not told. */
    boolean isForegone(RecordCircumstances record) {
        for (Circumstance asked : when) {
            if (record.neverHolds(asked)) {
                return true;
            }
        }
        for (Circumstance asked : unless) {
            if (record.alwaysHolds(asked)) {
                return true;
            }
        }
        return isRuledOut(record);
    }

    /** Whether record and policy alone say that all of {@code except} holds. */
    private boolean isRuledOut(RecordCircumstances record) {
        for (Circumstance asked : except) {
            if (!record.alwaysHolds(asked)) {
                return false;
            }
        }
        return !except.isEmpty();
    }

    private boolean isSilent(Circumstances asked) {
        return !asked.all(when) || asked.any(unless) || (!except.isEmpty() && asked.all(except));
    }

    /** A draft of the level that holds at the time of the match; null where nothing is told. */
    @Nullable Draft grade(Observation observation, View view, Severity base) {
        Circumstances asked = new Circumstances(observation, view);
        if (isSilent(asked)) {
            return null;
        }
        int steps = 0;
        List<String> because = new ArrayList<>();
        for (Grade grade : grades) {
            if (asked.all(grade.when()) && !asked.any(grade.unless())) {
                steps += grade.by();
                because.add(because(grade));
            }
        }
        Severity severity = base.moved(steps);
        Draft draft = Draft.of(severity);
        if (!because.isEmpty()) {
            draft.value(GRADED, text(base, severity, because));
        }
        asked.entries().forEach(draft::policyEntry);
        return draft;
    }

    private static String text(Severity base, Severity severity, List<String> because) {
        String moved =
                severity == base
                        ? "Stays " + base.label()
                        : (severity.compareTo(base) > 0 ? "Raised to " : "Lowered to ")
                                + severity.label();
        return moved + ": " + String.join("; ", because) + ".";
    }

    private static String because(Grade grade) {
        if (grade.because() != null) {
            return grade.because();
        }
        List<String> parts = new ArrayList<>();
        grade.when().forEach(part -> parts.add(Circumstances.words(part, true)));
        grade.unless().forEach(part -> parts.add(Circumstances.words(part, false)));
        return String.join(" and ", parts);
    }
}
