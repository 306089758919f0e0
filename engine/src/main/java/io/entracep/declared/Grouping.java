package io.entracep.declared;

import io.entracep.detection.Placement.Seat;
import io.entracep.event.EntraEvent;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Whose;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Roles;
import io.entracep.state.StableHash;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * At whom the records of a correlation are seen: where their group is an account or an address,
 * there, since they are seen there anyway; else at an entity of its own.
 */
final class Grouping {
    /** A longer id is cut and told apart by a hash. */
    private static final int MAX_ID = 256;

    /** Fields that say the same as the word. */
    private static final Map<Whose, Set<String>> NATURAL =
            new EnumMap<>(
                    Map.of(
                            Whose.ACTOR,
                            Set.of(
                                    "userid",
                                    "userprincipalname",
                                    "initiatedby.user.id",
                                    "initiatedby.user.userprincipalname"),
                            Whose.TARGET,
                            Set.of("targetresources[type=user].id", "principalid"),
                            Whose.IP,
                            Set.of("ipaddress", "calleripaddress", "initiatedby.user.ipaddress"),
                            Whose.APP,
                            Set.of("appid")));

    /** Where a rule does not say whose story it is. */
    private static final List<Whose> UNTOLD = List.of(Whose.ACTOR, Whose.IP);

    private static final Set<Whose> ACCOUNT = Set.of(Whose.ACTOR, Whose.TARGET);

    private final String id;
    private final CorrelationRule rule;

    /** By rule; empty where the group is an entity of its own. */
    private final Map<String, Whose> seen;

    /** Where all are seen at the same. */
    private final @Nullable Whose common;

    private final List<String> within;
    private final boolean isAccount;

    /**
     * @param of whose story it is, null where the rule does not say
     * @param joins whether parts of a group that an entity does not say can be told apart there
     */
    Grouping(String id, CorrelationRule rule, @Nullable Whose of, boolean joins) {
        this.id = id;
        this.rule = rule;
        Map<String, Whose> found = seen(rule, rule.groupBy(), of);
        List<String> rest = List.of();
        for (int i = 0; joins && found.isEmpty() && i < rule.groupBy().size(); i++) {
            String by = rule.groupBy().get(i);
            found = seen(rule, List.of(by), of);
            rest = rule.groupBy().stream().filter(other -> !other.equals(by)).toList();
        }
        this.seen = found;
        this.common = common(found);
        this.within = found.isEmpty() ? List.of() : rest;
        this.isAccount = found.containsValue(Whose.TARGET) && !rule.groupBy().isEmpty();
    }

    /** The entity that the group of each of its rules is; null where there is none or several. */
    static @Nullable Whose natural(CorrelationRule rule, @Nullable Whose of) {
        return common(seen(rule, rule.groupBy(), of));
    }

    private static @Nullable Whose common(Map<String, Whose> seen) {
        List<Whose> all = seen.values().stream().distinct().toList();
        return all.size() == 1 ? all.get(0) : null;
    }

    private static Map<String, Whose> seen(
            CorrelationRule rule, List<String> groupBy, @Nullable Whose of) {
        Map<String, Whose> seen = new LinkedHashMap<>();
        if (groupBy.isEmpty()) {
            rule.rules().forEach(key -> seen.put(key, of == null ? Whose.TENANT : of));
            return seen;
        }
        for (Whose whose : of == null ? UNTOLD : List.of(of)) {
            if (rule.rules().stream().allMatch(key -> are(groupBy, key, rule, whose))) {
                rule.rules().forEach(key -> seen.put(key, whose));
                return seen;
            }
        }
        // One account that did something and to which something was done.
        for (String key : rule.rules()) {
            for (Whose whose : ACCOUNT) {
                if (are(groupBy, key, rule, whose)) {
                    seen.put(key, whose);
                }
            }
        }
        boolean all = seen.keySet().containsAll(rule.rules());
        return all && (of == null || seen.containsValue(of)) ? seen : Map.of();
    }

    private static boolean are(
            List<String> groupBy, String key, CorrelationRule rule, Whose whose) {
        Set<String> fields = NATURAL.getOrDefault(whose, Set.of());
        return groupBy.stream().allMatch(by -> fields.contains(plain(rule.groupField(by, key))));
    }

    private static String plain(String field) {
        String lower = field.toLowerCase(Locale.ROOT);
        return lower.startsWith("properties.") ? lower.substring("properties.".length()) : lower;
    }

    /** Where a record that the rule matches is seen; nowhere where it has no such values. */
    List<Seat> seats(EntraEvent event, String key) {
        Whose whose = seen.getOrDefault(key, common);
        if (whose != null) {
            List<Seat> seats = Seats.of(whose, event);
            if (isAccount) {
                seats = seats.stream().filter(Grouping::isUser).toList();
            }
            if (!seats.isEmpty() || rule.groupBy().isEmpty()) {
                return seats;
            }
        }
        String values = values(rule.groupBy(), event, key);
        if (values == null) {
            return List.of();
        }
        String group = id + " " + values;
        if (group.length() > MAX_ID) {
            group = group.substring(0, MAX_ID) + StableHash.name(group);
        }
        return List.of(
                new Seat(
                        new Entity(EntityType.CORRELATION, event.tenantId(), group), Roles.OBJECT));
    }

    private static boolean isUser(Seat seat) {
        return seat.entity().type() == EntityType.USER;
    }

    /** Whether records seen at one entity are of several groups. */
    boolean tellsApart() {
        return !within.isEmpty();
    }

    /** What tells the group of a record apart at its entity; null where it has no such values. */
    @Nullable String within(EntraEvent event, String key) {
        return values(within, event, key);
    }

    private @Nullable String values(List<String> groupBy, EntraEvent event, String key) {
        List<String> values = new ArrayList<>();
        for (String by : groupBy) {
            String value = event.fields().get(rule.groupField(by, key));
            if (value == null || value.isEmpty()) {
                return null;
            }
            values.add(value.replace("\\", "\\\\").replace(",", "\\,"));
        }
        return String.join(",", values);
    }
}
