package io.entracep.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Working hours by account, else by country, else for everyone. */
final class Schedule {

    private final PerAccount<WorkingHours> accounts;
    private final Map<String, WorkingHours> countries;
    private final @Nullable WorkingHours otherwise;

    Schedule(
            PerAccount<WorkingHours> accounts,
            Map<String, WorkingHours> countries,
            @Nullable WorkingHours otherwise) {
        this.accounts = accounts;
        this.countries = Map.copyOf(countries);
        this.otherwise = otherwise;
    }

    @Nullable WorkingHours of(
            @Nullable String id, @Nullable String name, @Nullable String country) {
        WorkingHours own = accounts.of(id, name);
        if (own == null && country != null) {
            own = countries.get(country);
        }
        return own == null ? otherwise : own;
    }
}
