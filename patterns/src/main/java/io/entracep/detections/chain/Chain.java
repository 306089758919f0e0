package io.entracep.detections.chain;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Derivation;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Kind of the chains: a sequence of findings, each of one step. The steps are building blocks that
 * stand for one record each, so their order is that of the records. Alerts about the same records
 * are what the chain contains, so that an analyst sees one incident.
 *
 * <p>A chain about the tenant sees the findings of all accounts; its steps are joined by what they
 * share.
 */
abstract class Chain extends SequenceDetection {
    static final SignalSet FINDINGS = Findings.ALL;

    /** An alert of a day has the time of its last record. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration HOUR = Duration.ofHours(1);

    /** Different steps of an hour that are kept, by who, to whom and which role. */
    private static final int KEPT = 256;

    /** Once somebody asked: every arrival is compared with it. */
    private @Nullable Set<String> reads;

    Chain(Entry entry) {
        super(entry);
    }

    /** Detections whose alerts it contains where they are about records of a step. */
    protected Set<String> contained() {
        return Set.of();
    }

    /** Detections that it looks up beside its steps. */
    protected Set<String> lookedUp() {
        return Set.of();
    }

    /** What follows one beginning is one alert. */
    @Override
    protected @Nullable String anchorStage() {
        return firstStage();
    }

    @Override
    public final boolean correlates() {
        return true;
    }

    @Override
    public final Set<String> reads() {
        if (reads == null) {
            Set<String> all = new HashSet<>(super.reads());
            all.addAll(contained());
            all.addAll(lookedUp());
            reads = Set.copyOf(all);
        }
        return reads;
    }

    @Override
    protected final SignalSet context() {
        return FINDINGS;
    }

    @Override
    protected Duration contextReach() {
        return DAY;
    }

    @Override
    protected final List<Need> stageNeeds(Condition stage, Duration reach) {
        return List.of(contextNeed(stage.signals(), reach));
    }

    @Override
    protected final Need contextNeed(SignalSet signals, Duration reach) {
        return new Need(
                signals,
                -1,
                reach.toMillis(),
                HOUR.toMillis(),
                Need.KEEP_FOR_STAGES,
                Chain::variant,
                KEPT);
    }

    /** Findings that it does not read change nothing. */
    @Override
    protected final TimeRange anchorsAffectedBy(Observation observation) {
        Derivation finding = observation.derivation();
        return finding == null || !reads().contains(finding.detectionId())
                ? TimeRange.NEVER
                : super.anchorsAffectedBy(observation);
    }

    /**
     * A draft with the steps of the match, the alerts about their records, and as {@code gap} the
     * time from the first step to the last.
     */
    protected final Draft steps(Match match, View view, Severity severity) {
        Draft draft = Draft.of(severity);
        match.stages().forEach((name, step) -> draft.stage(name, step));
        List<Observation> steps = List.copyOf(match.stages().values());
        return draft.stage("alert", alerts(match, view))
                .value("gap", Words.between(steps.get(0), steps.get(steps.size() - 1)));
    }

    /** The first finding of the detection less than {@code within} after the step. */
    static @Nullable Observation next(
            Observation step,
            Duration within,
            String detection,
            View view,
            Predicate<Observation> test) {
        return view.firstAfter(
                step, within, FINDINGS, other -> other.isFindingOf(detection) && test.test(other));
    }

    private List<Observation> alerts(Match match, View view) {
        Collection<Observation> steps = match.stages().values();
        Set<String> records =
                steps.stream()
                        .flatMap(Observation::records)
                        .map(Observation::eventId)
                        .collect(Collectors.toSet());
        long first = steps.stream().mapToLong(Observation::time).min().orElse(0);
        long last = steps.stream().mapToLong(Observation::time).max().orElse(0);
        TimeRange around = new TimeRange(first, last + 1).widen(DAY.toMillis(), DAY.toMillis());
        return alerts(contained(), records, around, view);
    }

    private static String identity(Observation finding) {
        Derivation derivation = finding.derivation();
        return derivation == null || derivation.findingId().isEmpty()
                ? finding.eventId()
                : derivation.findingId();
    }

    /** Findings of these detections that are about one of the records. */
    static List<Observation> alerts(
            Set<String> detections, Set<String> records, TimeRange range, View view) {
        Map<String, Observation> alerts = new LinkedHashMap<>();
        view.observations(range, FINDINGS).stream()
                .filter(alert -> detections.stream().anyMatch(alert::isFindingOf))
                .filter(alert -> alert.records().anyMatch(r -> records.contains(r.eventId())))
                // The begin and the end of one alert are one.
                .forEach(alert -> alerts.put(identity(alert), alert));
        return List.copyOf(alerts.values());
    }

    private static String variant(Observation finding) {
        Derivation derivation = finding.derivation();
        Observation record = Steps.record(finding);
        if (derivation == null || record == null) {
            return derivation == null ? "" : derivation.detectionId();
        }
        EntraEvent event = record.event();
        return String.join(
                "|",
                derivation.detectionId(),
                event.actorId(),
                event.role() == null ? "" : event.role().key(),
                event.audit() == null || event.audit().targets().isEmpty()
                        ? ""
                        : event.audit().targets().get(0).id());
    }
}
