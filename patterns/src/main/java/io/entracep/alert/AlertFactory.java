package io.entracep.alert;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Finding;
import io.entracep.detection.Stage;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.policy.Suppression;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
        List<Evidence> evidence = Shortened.evidence(evidence(finding));
        Entity subject = finding.subject();
        Map<String, String> facts = facts(finding);
        return new Alert(
                finding.id(),
                verdict.active() ? Alert.ACTIVE : Alert.CLEARED,
                finding.detectionId(),
                entry.title(),
                finding.severity().label(),
                finding.entity().tenantId(),
                reference(finding.entity(), finding),
                subject == null ? null : reference(subject, finding),
                evidence.isEmpty() ? time(finding.anchorTime()) : evidence.get(0).time(),
                evidence.isEmpty()
                        ? time(finding.anchorTime())
                        : evidence.get(evidence.size() - 1).time(),
                verdict.active()
                        ? Reason.of(entry.reason(), facts)
                        : "No longer holds: later records changed it.",
                evidence,
                entry.guideRows(),
                entry.mitre(),
                policyEntries(finding),
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
                finding.observations().stream().flatMap(AlertFactory::withEvidence).toList();
        Suppression suppression =
                policy.suppression(
                        finding.detectionId(),
                        SuppressionFacts.of(finding, records),
                        finding.anchorTime());
        return suppression == null ? null : suppression.entry();
    }

    private static Map<String, String> facts(Finding finding) {
        Map<String, String> facts = new HashMap<>(finding.values());
        facts.put("entity", label(finding.entity(), finding));
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
                .flatMap(AlertFactory::withEvidence)
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

    private static Stream<Observation> withEvidence(Observation observation) {
        Derivation derivation = observation.derivation();
        return derivation == null
                ? Stream.of(observation)
                : derivation.evidence().stream().flatMap(AlertFactory::withEvidence);
    }

    private static List<Evidence> evidence(Finding finding) {
        record Placed(String stage, Observation observation) {}
        Set<String> seen = new LinkedHashSet<>();
        return finding.stages().stream()
                .flatMap(
                        stage ->
                                stage.observations().stream()
                                        .flatMap(AlertFactory::withEvidence)
                                        .map(observation -> new Placed(stage.name(), observation)))
                .sorted(Comparator.comparing(Placed::observation, Observation.ORDER))
                .filter(placed -> seen.add(placed.observation().eventId()))
                .map(placed -> evidence(placed.stage(), placed.observation()))
                .toList();
    }

    private static Evidence evidence(String stage, Observation observation) {
        EntraEvent event = observation.event();
        return new Evidence(
                stage,
                Shortened.field(event.id()),
                time(event.time()),
                Shortened.field(
                        event.category().logName().isEmpty()
                                ? event.categoryName()
                                : event.category().logName()),
                Shortened.field(event.activityName()),
                result(event),
                event.actor() == null ? null : Shortened.field(event.actor().label()),
                Shortened.optional(target(observation)),
                event.origin().ip(),
                Shortened.optional(device(event)),
                Shortened.optional(location(event.origin())));
    }

    private static String result(EntraEvent event) {
        String outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        return event.signIn() == null || event.errorCode() == 0
                ? outcome
                : outcome + " " + event.errorCode();
    }

    private static @Nullable String target(Observation observation) {
        EntraEvent event = observation.event();
        if (event.audit() == null) {
            return event.signIn() == null ? null : event.signIn().appName();
        }
        if (observation.plays(Roles.TARGET)) {
            for (Party target : event.audit().targets()) {
                if (observation.entity().id().equals(target.id())) {
                    return withRole(target.label(), event);
                }
            }
        }
        return event.audit().targets().isEmpty()
                ? null
                : withRole(event.audit().targets().get(0).label(), event);
    }

    private static String withRole(String target, EntraEvent event) {
        return event.audit() == null || event.audit().role() == null
                ? target
                : target + " (" + event.audit().role().label() + ")";
    }

    private static @Nullable String device(EntraEvent event) {
        if (event.device().id() != null) {
            return event.device().id();
        }
        String text = joined(" ", event.device().operatingSystem(), event.device().browser());
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String location(Origin origin) {
        String text = joined(", ", origin.city(), origin.state(), origin.country());
        return text.isEmpty() ? null : text;
    }

    private static String joined(String separator, @Nullable String... parts) {
        return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(separator));
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
