package io.entracep.alert;

import io.entracep.detection.Finding;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a suppression entry may be limited to, of one finding. A fact on which the records disagree
 * is left out.
 */
final class SuppressionFacts {
    private SuppressionFacts() {}

    static Map<String, String> of(Finding finding, List<Observation> records) {
        Map<String, String> facts = new HashMap<>();
        facts.put("entity", finding.entity().id());
        for (Entity entity : List.of(finding.entity(), finding.about())) {
            if (entity.type() == EntityType.USER) {
                facts.put("user-id", entity.id());
                unanimous(facts, "user", records, event -> nameIn(event, entity.id()));
            }
        }
        unanimous(
                facts,
                "actor",
                records,
                event -> event.actor() == null ? null : event.actor().name());
        unanimous(facts, "ip", records, event -> event.origin().ip());
        unanimous(facts, "country", records, event -> event.origin().country());
        unanimous(facts, "device", records, event -> event.device().id());
        unanimous(
                facts,
                "app",
                records,
                event -> event.signIn() == null ? null : event.signIn().appId());
        unanimous(facts, "target", records, SuppressionFacts::firstTarget);
        unanimous(facts, "group", records, event -> label(event.target("Group")));
        unanimous(
                facts,
                "role",
                records,
                event -> event.role() == null ? null : event.role().label());
        return facts;
    }

    private static void unanimous(
            Map<String, String> facts,
            String name,
            List<Observation> records,
            Function<EntraEvent, @Nullable String> value) {
        Set<String> values =
                records.stream()
                        .map(record -> value.apply(record.event()))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        if (values.size() == 1) {
            facts.put(name, values.iterator().next());
        }
    }

    private static @Nullable String nameIn(EntraEvent event, String id) {
        Party actor = event.actor();
        if (actor != null && id.equals(actor.id())) {
            return actor.name();
        }
        Party target = event.targetWithId(id);
        return target == null ? null : target.name();
    }

    private static @Nullable String firstTarget(EntraEvent event) {
        return event.audit() == null || event.audit().targets().isEmpty()
                ? null
                : label(event.audit().targets().get(0));
    }

    private static @Nullable String label(@Nullable Party party) {
        return party == null ? null : party.label();
    }
}
