package io.entracep.detection;

import io.entracep.event.EntraEvent;
import io.entracep.event.RecordText;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.StableHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one detection found: a pure function of state and policy.
 *
 * @param detectionId detection that found it
 * @param entity whose state it was found in
 * @param subject who it is about where that is someone else, else null
 * @param anchor what makes it this finding and no other, within detection and entity: the event id
 *     of its end, or group fields and aligned period. Never a clock, never the first event
 * @param anchorTime time of the anchor: of the end, or the begin of the period; milliseconds
 * @param dueAt event time from which it may be said, milliseconds; {@link Long#MIN_VALUE} for at
 *     once
 * @param severity how bad
 * @param stages parts with their observations
 * @param values facts for the text, by name. May hold attacker-controlled text
 */
public record Finding(
        String detectionId,
        Entity entity,
        @Nullable Entity subject,
        String anchor,
        long anchorTime,
        long dueAt,
        Severity severity,
        List<Stage> stages,
        Map<String, String> values) {

    public Finding {
        stages = List.copyOf(stages);
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Identity: 32 hexadecimal digits over detection, tenant, entity and anchor. */
    public String id() {
        String text =
                String.join(
                        "\u0000",
                        detectionId,
                        entity.tenantId(),
                        Integer.toString(entity.type().number()),
                        entity.id(),
                        anchor);
        return StableHash.name(text);
    }

    /** Hash of all that an alert would tell and that other detections can read. */
    public String digest() {
        StringBuilder text = new StringBuilder(256);
        text.append(severity).append(subject).append(values);
        for (Stage stage : stages) {
            text.append(stage.name());
            stage.observations().forEach(observation -> describe(observation, text));
        }
        return StableHash.name(text.toString());
    }

    private static void describe(Observation observation, StringBuilder text) {
        Derivation derivation = observation.derivation();
        if (derivation == null) {
            text.append(observation.eventId()).append(observation.signals());
            describe(observation.event(), text);
        } else {
            // Not its own id: begin and end of one finding tell the same.
            text.append(derivation.detectionId()).append(derivation.findingId());
            text.append(derivation.severity()).append(derivation.values());
            derivation.evidence().forEach(evidence -> describe(evidence, text));
        }
    }

    /**
     * All but when it was delivered: of one event deliveries with other contents may come, and the
     * second stage and campaigns read more of a record than evidence shows.
     */
    private static void describe(EntraEvent event, StringBuilder text) {
        text.append(event.time()).append(event.activityName()).append(event.outcome());
        RecordText.append(event.actor(), text);
        RecordText.append(event.origin(), text);
        RecordText.append(event.device(), text);
        text.append(event.correlationId());
        RecordText.append(event.signIn(), text);
        RecordText.append(event.audit(), text);
        RecordText.append(event.risk(), text);
        RecordText.append(event.fields(), text);
    }

    /** This finding with another severity. */
    Finding withSeverity(Severity other) {
        return new Finding(
                detectionId, entity, subject, anchor, anchorTime, dueAt, other, stages, values);
    }

    /** Whom it is about: the subject, else the entity. */
    public Entity about() {
        return subject == null ? entity : subject;
    }

    /** Time of its first record; of its anchor where it has none. */
    public long firstEvidence() {
        return stages.stream()
                .flatMap(stage -> stage.observations().stream())
                .mapToLong(Observation::time)
                .min()
                .orElse(anchorTime);
    }

    /** Observations of all stages, in order. */
    public List<Observation> observations() {
        List<Observation> all = new ArrayList<>();
        for (Stage stage : stages) {
            all.addAll(stage.observations());
        }
        all.sort(Observation.ORDER);
        return all;
    }

    /** A finding to be filled. */
    public static Builder of(
            String detectionId, Entity entity, String anchor, long anchorTime, Severity severity) {
        return new Builder(detectionId, entity, anchor, anchorTime, severity);
    }

    /** Fills a finding. */
    public static final class Builder {
        private final String detectionId;
        private final Entity entity;
        private final String anchor;
        private final long anchorTime;
        private final Severity severity;
        private final List<Stage> stages = new ArrayList<>();
        private final Map<String, String> values = new TreeMap<>();
        private @Nullable Entity subject;
        private long dueAt = Long.MIN_VALUE;

        private Builder(
                String detectionId,
                Entity entity,
                String anchor,
                long anchorTime,
                Severity severity) {
            this.detectionId = detectionId;
            this.entity = entity;
            this.anchor = anchor;
            this.anchorTime = anchorTime;
            this.severity = severity;
        }

        /** Adds a part; nothing where there are no observations. */
        public Builder stage(String name, List<Observation> observations) {
            if (!observations.isEmpty()) {
                stages.add(new Stage(name, observations));
            }
            return this;
        }

        /** Adds a fact; nothing for null. */
        public Builder value(String name, @Nullable Object value) {
            if (value != null) {
                values.put(name, value.toString());
            }
            return this;
        }

        /** Who it is about, where that is someone else than the entity. */
        public Builder about(@Nullable Entity newSubject) {
            subject = newSubject == null || newSubject.equals(entity) ? null : newSubject;
            return this;
        }

        /** Not to be said before event time has reached this. */
        public Builder dueAt(long time) {
            dueAt = time;
            return this;
        }

        public Finding build() {
            return new Finding(
                    detectionId,
                    entity,
                    subject,
                    anchor,
                    anchorTime,
                    dueAt,
                    severity,
                    stages,
                    values);
        }
    }
}
