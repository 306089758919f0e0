package io.entracep.policy;

import io.entracep.yaml.Format;
import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where people who do not travel sign in from.
 *
 * @param accounts the people
 * @param countries empty for any
 * @param states regions as the logs spell them; empty for any
 * @param networks always allowed, wherever they are said to be
 */
record Station(AccountSet accounts, TextSet countries, TextSet states, NetworkSet networks) {

    static final List<String> KEYS = List.of("accounts", "countries", "states", "networks");

    static @Nullable Station read(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, KEYS);
        YamlNode accounts = reader.required(node, fields, "accounts", "a list of accounts");
        if (accounts == null) {
            return null;
        }
        if (fields.size() == 1) {
            reader.problem(node, "given with countries, states or networks");
        }
        return new Station(
                new AccountSet(reader.list(accounts, Formats::account)),
                texts(reader, fields.get("countries"), Formats::country),
                texts(reader, fields.get("states"), Formats::text),
                fields.containsKey("networks")
                        ? new NetworkSet(reader.list(fields.get("networks"), Network::parse))
                        : NetworkSet.NONE);
    }

    /** Whether this is where they belong. A place of which nothing is known is. */
    boolean allows(@Nullable String country, @Nullable String state, @Nullable String ip) {
        if (networks.contains(ip)) {
            return true;
        }
        boolean placesGiven = !countries.texts().isEmpty() || !states.texts().isEmpty();
        return placesGiven ? within(countries, country) && within(states, state) : ip == null;
    }

    private static boolean within(TextSet allowed, @Nullable String place) {
        return place == null || allowed.texts().isEmpty() || allowed.contains(place);
    }

    private static TextSet texts(
            NodeReader reader, @Nullable YamlNode node, Format<String> format) {
        return node == null ? TextSet.NONE : new TextSet(reader.list(node, format));
    }
}
