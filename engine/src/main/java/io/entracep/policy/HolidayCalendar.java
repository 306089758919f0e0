package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Days off.
 *
 * @param byDefault days since the epoch
 * @param byCountry by upper-case country, instead of those by default
 */
record HolidayCalendar(NumberSet byDefault, Map<String, NumberSet> byCountry) {

    static final HolidayCalendar NONE = new HolidayCalendar(NumberSet.NONE, Map.of());
    static final List<String> KEYS = List.of("default", "countries");

    HolidayCalendar {
        byCountry = Map.copyOf(byCountry);
    }

    static HolidayCalendar read(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, KEYS);
        YamlNode dates = fields.get("default");
        YamlNode countries = fields.get("countries");
        return new HolidayCalendar(
                dates == null ? NumberSet.NONE : days(reader, dates),
                countries == null
                        ? Map.of()
                        : reader.map(countries, Formats::country, item -> days(reader, item)));
    }

    NumberSet of(@Nullable String country) {
        NumberSet own = country == null ? null : byCountry.get(country);
        return own == null ? byDefault : own;
    }

    private static NumberSet days(NodeReader reader, YamlNode node) {
        return NumberSet.of(
                reader.list(node, Formats::date).stream().map(LocalDate::toEpochDay).toList());
    }
}
