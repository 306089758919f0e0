package io.entracep.alert;

import io.entracep.detection.Finding;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the records that made a finding. Pure functions. */
final class EvidenceFactory {
    private EvidenceFactory() {}

    /** Each record of the finding once, in time order. */
    static List<Evidence> evidence(Finding finding) {
        record Placed(String stage, Observation observation) {}
        Set<String> seen = new LinkedHashSet<>();
        return finding.stages().stream()
                .flatMap(
                        stage ->
                                stage.observations().stream()
                                        .flatMap(Observation::records)
                                        .map(observation -> new Placed(stage.name(), observation)))
                .sorted(Comparator.comparing(Placed::observation, EvidenceFactory::inOrder))
                .filter(placed -> seen.add(placed.observation().eventId()))
                .map(placed -> evidence(placed.stage(), placed.observation()))
                .toList();
    }

    /**
     * Of an event that came with other contents, the delivery that holds is first: two entities may
     * have kept another one each.
     */
    private static int inOrder(Observation one, Observation other) {
        int order = Observation.ORDER.compare(one, other);
        if (order != 0 || one.event().equals(other.event())) {
            return order;
        }
        return one.supersedes(other) ? -1 : other.supersedes(one) ? 1 : 0;
    }

    private static Evidence evidence(String stage, Observation observation) {
        EntraEvent event = observation.event();
        return new Evidence(
                stage,
                Shortened.field(event.id()),
                AlertFactory.time(event.time()),
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
        Party target =
                observation.plays(Roles.TARGET)
                        ? event.targetWithId(observation.entity().id())
                        : null;
        if (target == null && !event.audit().targets().isEmpty()) {
            target = event.audit().targets().get(0);
        }
        return target == null ? null : withRole(target.label(), event.role());
    }

    private static String withRole(String target, @Nullable RoleReference role) {
        return role == null ? target : target + " (" + role.label() + ")";
    }

    private static @Nullable String device(EntraEvent event) {
        return event.device().id() != null
                ? event.device().id()
                : joined(" ", event.device().operatingSystem(), event.device().browser());
    }

    private static @Nullable String location(Origin origin) {
        return joined(", ", origin.city(), origin.state(), origin.country());
    }

    /** Those that are known; null where none is. */
    private static @Nullable String joined(String separator, @Nullable String... parts) {
        String text =
                Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining(separator));
        return text.isEmpty() ? null : text;
    }
}
