package io.entracep.policy;

import io.entracep.yaml.Format;
import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A decision not to be told: marks alerts of one detection until a date. */
public final class Suppression {

    static final List<String> KEYS = List.of("detection", "match", "owner", "reason", "expires");

    /** What an entry may be limited to. A fact {@code user-id} is also compared with user. */
    static final List<String> FACTS =
            List.of(
                    "user", "actor", "target", "entity", "ip", "app", "device", "country", "group",
                    "role");

    private final String entry;
    private final String detection;
    private final String owner;
    private final String reason;
    private final LocalDate expires;
    private final long endMillis;
    private final List<Predicate<Map<String, String>>> matchers;

    private Suppression(
            String entry,
            String detection,
            String owner,
            String reason,
            LocalDate expires,
            long endMillis,
            List<Predicate<Map<String, String>>> matchers) {
        this.entry = entry;
        this.detection = detection;
        this.owner = owner;
        this.reason = reason;
        this.expires = expires;
        this.endMillis = endMillis;
        this.matchers = List.copyOf(matchers);
    }

    static @Nullable Suppression read(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, KEYS);
        String detection =
                reader.one(
                        reader.required(node, fields, "detection", "the id of a detection"),
                        Formats::detection);
        String owner =
                reader.one(
                        reader.required(node, fields, "owner", "who answers for it"),
                        Formats::text);
        String reason =
                reader.one(
                        reader.required(node, fields, "reason", "why nobody need be told"),
                        Formats::text);
        LocalDate expires =
                reader.one(
                        reader.required(node, fields, "expires", "the last day on which it holds"),
                        Formats::date);
        YamlNode match = fields.get("match");
        List<Predicate<Map<String, String>>> matchers =
                match == null ? List.of() : matchers(reader, match);
        if (detection == null || owner == null || reason == null || expires == null) {
            return null;
        }
        long end = expires.plusDays(1).atStartOfDay(reader.zone()).toInstant().toEpochMilli();
        return new Suppression(node.path(), detection, owner, reason, expires, end, matchers);
    }

    /** Where it stands in the policy: {@code default.suppressions[0]}. */
    public String entry() {
        return entry;
    }

    /** Id of the detection. */
    public String detection() {
        return detection;
    }

    /** Who answers for it. */
    public String owner() {
        return owner;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /** The last day on which it holds, in the time zone of the tenant. */
    public LocalDate expires() {
        return expires;
    }

    /** Whether it no longer holds at this time, milliseconds. */
    public boolean hasExpired(long eventTimeMillis) {
        return eventTimeMillis >= endMillis;
    }

    boolean holds(Map<String, String> facts, long eventTimeMillis) {
        if (hasExpired(eventTimeMillis)) {
            return false;
        }
        for (int i = 0; i < matchers.size(); i++) {
            if (!matchers.get(i).test(facts)) {
                return false;
            }
        }
        return true;
    }

    private static List<Predicate<Map<String, String>>> matchers(NodeReader reader, YamlNode node) {
        List<Predicate<Map<String, String>>> matchers = new ArrayList<>();
        reader.fields(node, FACTS)
                .forEach(
                        (fact, child) -> {
                            if (fact.equals("ip")) {
                                NetworkSet networks =
                                        new NetworkSet(oneOrMore(reader, child, Network::parse));
                                matchers.add(facts -> networks.contains(facts.get("ip")));
                            } else {
                                TextSet texts =
                                        new TextSet(oneOrMore(reader, child, Formats::text));
                                String idFact = fact + "-id";
                                matchers.add(
                                        facts ->
                                                texts.contains(facts.get(fact))
                                                        || texts.contains(facts.get(idFact)));
                            }
                        });
        if (matchers.isEmpty() && node instanceof YamlNode.Mapping) {
            reader.problem(node, "left out where the whole detection is meant; it is empty");
        }
        return matchers;
    }

    private static <T> List<T> oneOrMore(NodeReader reader, YamlNode node, Format<T> format) {
        if (node instanceof YamlNode.Listing) {
            return reader.list(node, format);
        }
        T value = reader.one(node, format);
        return value == null ? List.of() : List.of(value);
    }
}
