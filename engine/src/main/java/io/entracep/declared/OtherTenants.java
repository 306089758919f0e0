package io.entracep.declared;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The other organisations that a record names: of a sign-in those of the account and of the
 * resource, of a change those in properties and details about tenants.
 */
final class OtherTenants {
    /** Fields that must be captured for sign-ins and operations in Azure. */
    static final Set<String> FIELDS = Set.of("HomeTenantId", "ResourceTenantId", "NamedTenants");

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private OtherTenants() {}

    /** Their ids in lower case; none where the record names its own tenant alone. */
    static Set<String> of(EntraEvent event) {
        Set<String> found = new TreeSet<>();
        FIELDS.forEach(field -> addTo(found, event.fields().get(field)));
        Audit audit = event.audit();
        if (audit != null) {
            for (Change change : audit.changes()) {
                if (change.name().toLowerCase(Locale.ROOT).contains("tenant")) {
                    addTo(found, change.oldValue());
                    addTo(found, change.newValue());
                }
            }
            audit.details()
                    .forEach(
                            (key, value) -> {
                                if (key.toLowerCase(Locale.ROOT).contains("tenant")) {
                                    addTo(found, value);
                                }
                            });
        }
        found.remove(event.tenantId());
        return found;
    }

    private static void addTo(Set<String> found, @Nullable String text) {
        Matcher ids = text == null ? null : ID.matcher(text);
        while (ids != null && ids.find()) {
            found.add(ids.group().toLowerCase(Locale.ROOT));
        }
    }
}
