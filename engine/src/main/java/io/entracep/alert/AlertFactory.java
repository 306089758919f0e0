package io.entracep.alert;

import io.entracep.detection.Affected;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Finding;
import io.entracep.detection.Stage;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.policy.Suppression;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the alert of a verdict. A pure function. */
public final class AlertFactory {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private AlertFactory() {}

    /** The alert. */
    public static Alert alert(Verdict verdict, Entry entry, TenantPolicy policy) {
        Finding finding = verdict.finding();
        List<Evidence> evidence = Shortened.evidence(EvidenceFactory.evidence(finding));
        Entity entity = shownEntity(finding);
        Entity about = finding.subject();
        Entity subject = about == null || about.equals(entity) ? null : about;
        Map<String, String> facts = facts(finding, entity);
        Affected.All affected = Affected.read(finding.values().get(Affected.VALUE));
        return new Alert(
                finding.id(),
                verdict.active() ? Alert.ACTIVE : Alert.CLEARED,
                finding.detectionId(),
                entry.title(),
                finding.severity().label(),
                finding.entity().tenantId(),
                reference(entity, finding),
                subject == null ? null : reference(subject, finding),
                evidence.isEmpty() ? time(finding.anchorTime()) : evidence.get(0).time(),
                evidence.isEmpty()
                        ? time(finding.anchorTime())
                        : evidence.get(evidence.size() - 1).time(),
                verdict.active() ? Reason.of(entry.reason(), facts) : Alert.NO_LONGER_HOLDS,
                evidence,
                affected.named(),
                affected.count(),
                entry.guideRows(),
                entry.mitre(),
                policyEntries(finding),
                null,
                contained(finding),
                entry.triage(),
                suppressedBy(finding, policy),
                new Delivery(verdict.decidedAt(), verdict.revision(), verdict.late()));
    }

    /** A time as alerts spell it. */
    public static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private static @Nullable String suppressedBy(Finding finding, TenantPolicy policy) {
        List<Observation> records =
                finding.observations().stream().flatMap(Observation::records).toList();
        Suppression suppression =
                policy.suppression(
                        finding.detectionId(),
                        SuppressionFacts.of(finding, records),
                        finding.anchorTime());
        return suppression == null ? null : suppression.entry();
    }

    /** What a correlation takes together is nobody: whom it is about, else the tenant. */
    private static Entity shownEntity(Finding finding) {
        Entity entity = finding.entity();
        if (entity.type() != EntityType.CORRELATION) {
            return entity;
        }
        Entity subject = finding.subject();
        return subject != null
                ? subject
                : new Entity(EntityType.TENANT, entity.tenantId(), entity.tenantId());
    }

    private static Map<String, String> facts(Finding finding, Entity entity) {
        Map<String, String> facts = new HashMap<>(finding.values());
        facts.put("entity", label(entity, finding));
        Entity subject = finding.subject();
        if (subject != null) {
            facts.put("subject", label(subject, finding));
        }
        facts.replaceAll((name, value) -> Shortened.fact(value));
        return facts;
    }

    private static String label(Entity entity, Finding finding) {
        String name = name(entity, finding);
        return name == null ? entity.id() : name;
    }

    private static EntityReference reference(Entity entity, Finding finding) {
        return new EntityReference(
                entity.type().name().toLowerCase(Locale.ROOT),
                Shortened.field(entity.id()),
                Shortened.optional(name(entity, finding)));
    }

    /** The name that the latest record gives to the entity. */
    private static @Nullable String name(Entity entity, Finding finding) {
        return finding.observations().stream()
                .flatMap(Observation::records)
                .sorted(Observation.ORDER.reversed())
                .flatMap(observation -> parties(observation.event()))
                .filter(party -> entity.id().equals(party.id()) && party.name() != null)
                .map(Party::name)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Party> parties(EntraEvent event) {
        Stream<Party> targets =
                event.audit() == null ? Stream.of() : event.audit().targets().stream();
        return event.actor() == null ? targets : Stream.concat(Stream.of(event.actor()), targets);
    }

    private static List<String> policyEntries(Finding finding) {
        String entries = finding.values().get(Draft.POLICY_ENTRIES);
        return entries == null ? List.of() : List.of(entries.split("; "));
    }

    private static List<String> contained(Finding finding) {
        List<String> contained = new ArrayList<>();
        for (Stage stage : finding.stages()) {
            for (Observation observation : stage.observations()) {
                Derivation derivation = observation.derivation();
                if (derivation != null
                        && !derivation.findingId().isEmpty()
                        && !contained.contains(derivation.findingId())) {
                    contained.add(derivation.findingId());
                }
            }
        }
        return contained;
    }
}
