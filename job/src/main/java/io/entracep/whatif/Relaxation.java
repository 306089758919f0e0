package io.entracep.whatif;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import io.entracep.yaml.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings with which a detection finds more: half of what must be reached, twice a
 * window or what may be at most.
 */
final class Relaxation {
    private static final Pattern WINDOW = Pattern.compile("(^|-)(window|within)$");

    private Relaxation() {}

    /** One for each setting of each detection that has such a value and can use it. */
    static List<OtherValue> all(Policy policy, Catalogue catalogue) {
        TenantPolicy decided = policy.forTenant(null);
        List<OtherValue> values = new ArrayList<>();
        for (Entry entry : catalogue.entries()) {
            for (Map.Entry<String, Entry.Setting> setting : entry.settings().entrySet()) {
                OtherValue value =
                        of(
                                entry.id(),
                                setting.getKey(),
                                setting.getValue().description(),
                                usual(decided, entry, setting.getKey()));
                if (value != null && OtherPolicy.with(policy, List.of(value), catalogue) != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The value that counts now, as text. */
    static String usual(TenantPolicy policy, Entry entry, String setting) {
        Object given = policy.settings(entry.id()).get(setting);
        Entry.Setting known = entry.settings().get(setting);
        return String.valueOf(given != null || known == null ? given : known.defaultValue());
    }

    private static @Nullable OtherValue of(
            String detection, String setting, String description, String usual) {
        boolean more = description.toLowerCase(Locale.ROOT).contains("at most");
        if (usual.matches("[0-9]{1,9}")) {
            long number = Long.parseLong(usual);
            long other = more ? number * 2 : (number + 1) / 2;
            return other == number || other == 0
                    ? null
                    : new OtherValue(detection, setting, Long.toString(other), usual);
        }
        int unit = usual.length() - 1;
        return Durations.read(usual) != null && WINDOW.matcher(setting).find()
                ? new OtherValue(
                        detection,
                        setting,
                        Long.parseLong(usual.substring(0, unit)) * 2 + usual.substring(unit),
                        usual)
                : null;
    }
}
