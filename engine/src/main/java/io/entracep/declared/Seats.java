package io.entracep.declared;

import io.entracep.detection.Placement.Seat;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.rule.Whose;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observer;
import io.entracep.signal.Roles;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a record concerns, in the words of rules. No id, nobody. */
final class Seats {
    private static final List<EntityType> TARGETS =
            List.of(
                    EntityType.USER,
                    EntityType.SERVICE_PRINCIPAL,
                    EntityType.APPLICATION,
                    EntityType.GROUP);

    private Seats() {}

    /** Those that the word means; where the record names none, the tenant. */
    static List<Seat> orTenant(Whose whose, EntraEvent event) {
        List<Seat> found = of(whose, event);
        return found.isEmpty() ? tenant(event) : found;
    }

    /** Of rules that do not say whose story it is: who did it, else to whom it was done. */
    static List<Seat> byDefault(EntraEvent event) {
        List<Seat> actor = of(Whose.ACTOR, event);
        return actor.isEmpty() ? orTenant(Whose.TARGET, event) : actor;
    }

    /** Those that the word means; none where the record names none. */
    static List<Seat> of(Whose whose, EntraEvent event) {
        return switch (whose) {
            case ACTOR -> actor(event);
            case TARGET -> targets(event);
            case APP -> app(event);
            case GROUP -> target(event, "Group", EntityType.GROUP);
            case ROLE -> role(event);
            case POLICY -> target(event, "Policy", EntityType.POLICY);
            case DOMAIN -> target(event, "Domain", EntityType.DOMAIN);
            case IP -> seat(event, EntityType.IP, event.origin().network(), Roles.SOURCE);
            case CLIENT -> seat(event, EntityType.CLIENT, Observer.clientOf(event), Roles.SOURCE);
            case TENANT -> tenant(event);
        };
    }

    private static List<Seat> actor(EntraEvent event) {
        Party actor = event.actor();
        if (actor == null) {
            return List.of();
        }
        int role = event.risk() == null ? Roles.ACTOR : Roles.TARGET;
        return seat(event, type(actor.kind()), actor.id(), role);
    }

    /** Of the accounts, else the workloads, else the groups. */
    private static List<Seat> targets(EntraEvent event) {
        Audit audit = event.audit();
        if (audit == null) {
            return event.risk() == null ? List.of() : actor(event);
        }
        if (event.category() == Category.AZURE_ACTIVITY) {
            return seat(event, EntityType.USER, audit.details().get("principalId"), Roles.TARGET);
        }
        for (EntityType type : TARGETS) {
            List<Seat> found =
                    audit.targets().stream()
                            .filter(target -> type(target.kind()) == type)
                            .flatMap(
                                    target -> seat(event, type, target.id(), Roles.TARGET).stream())
                            .distinct()
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<Seat> app(EntraEvent event) {
        if (event.signIn() != null) {
            return seat(event, EntityType.APPLICATION, event.signIn().appId(), Roles.OBJECT);
        }
        List<Seat> found = target(event, "Application", EntityType.APPLICATION);
        return found.isEmpty()
                ? target(event, "ServicePrincipal", EntityType.SERVICE_PRINCIPAL)
                : found;
    }

    private static List<Seat> role(EntraEvent event) {
        RoleReference role = event.role();
        return role == null ? List.of() : seat(event, EntityType.ROLE, role.key(), Roles.OBJECT);
    }

    /** Domains have no id: their name is one. */
    private static List<Seat> target(EntraEvent event, String kind, EntityType type) {
        Party target = event.target(kind);
        if (target == null) {
            return List.of();
        }
        String id = target.id() == null ? target.name() : target.id();
        return seat(event, type, id == null ? null : id.toLowerCase(Locale.ROOT), Roles.TARGET);
    }

    private static List<Seat> tenant(EntraEvent event) {
        return seat(event, EntityType.TENANT, event.tenantId(), Roles.OBJECT);
    }

    private static List<Seat> seat(
            EntraEvent event, @Nullable EntityType type, @Nullable String id, int role) {
        return type == null || id == null || id.isEmpty()
                ? List.of()
                : List.of(new Seat(new Entity(type, event.tenantId(), id), role));
    }

    private static @Nullable EntityType type(@Nullable String kind) {
        if (kind == null) {
            return null;
        }
        return switch (kind) {
            case "User" -> EntityType.USER;
            case "ServicePrincipal" -> EntityType.SERVICE_PRINCIPAL;
            case "Application" -> EntityType.APPLICATION;
            case "Group" -> EntityType.GROUP;
            default -> null;
        };
    }
}
