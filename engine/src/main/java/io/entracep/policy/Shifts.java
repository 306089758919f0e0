package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who works when, as written.
 *
 * @param byDefault null where only countries or accounts have hours
 * @param byCountry by upper-case country
 * @param byAccount for single people
 */
record Shifts(
        @Nullable Shift byDefault,
        Map<String, Shift> byCountry,
        Map<AccountName, Shift> byAccount) {

    static final Shifts NONE = new Shifts(null, Map.of(), Map.of());
    static final List<String> KEYS = List.of("default", "countries", "accounts");

    static Shifts read(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, KEYS);
        YamlNode byDefault = fields.get("default");
        YamlNode countries = fields.get("countries");
        YamlNode accounts = fields.get("accounts");
        return new Shifts(
                byDefault == null ? null : Shift.read(reader, byDefault),
                countries == null
                        ? Map.of()
                        : reader.map(countries, Formats::country, n -> Shift.read(reader, n)),
                accounts == null
                        ? Map.of()
                        : reader.map(accounts, Formats::account, n -> Shift.read(reader, n)));
    }

    /** Joins hours and holidays once, so that a question only looks up. */
    Schedule with(HolidayCalendar holidays) {
        Map<String, WorkingHours> countries = new HashMap<>();
        if (byDefault != null) {
            for (String country : holidays.byCountry().keySet()) {
                countries.put(country, new WorkingHours(byDefault, holidays.of(country)));
            }
        }
        byCountry.forEach(
                (country, shift) ->
                        countries.put(country, hours(shift, shift.country(), country, holidays)));
        Map<AccountName, WorkingHours> accounts = new HashMap<>();
        byAccount.forEach(
                (account, shift) ->
                        accounts.put(account, hours(shift, shift.country(), null, holidays)));
        WorkingHours otherwise =
                byDefault == null ? null : hours(byDefault, byDefault.country(), null, holidays);
        return new Schedule(new PerAccount<>(accounts), countries, otherwise);
    }

    private static WorkingHours hours(
            Shift shift, @Nullable String own, @Nullable String country, HolidayCalendar holidays) {
        return new WorkingHours(shift, holidays.of(own == null ? country : own));
    }
}
