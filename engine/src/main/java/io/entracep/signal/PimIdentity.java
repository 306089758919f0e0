package io.entracep.signal;

import io.entracep.event.Audit;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether privileged identity management did what a record tells. */
final class PimIdentity {
    /**
     * Application id of privileged identity management, the same in every tenant. Source: the
     * vendor's own client, which asks for tokens to it.
     */
    private static final String APPLICATION = "01fc33a7-78ba-4d2f-a4b7-768e336e890e";

    /** Display names under which it acts on the directory. */
    private static final Set<String> NAMES = Set.of("ms-pim", "ms-pim-fairfax", "azure ad pim");

    private PimIdentity() {}

    /** Whether the id of the application says so. */
    static boolean did(EntraEvent event) {
        return event.audit() != null
                && APPLICATION.equals(event.audit().detail(Audit.APPLICATION_ID));
    }

    /** Whether the name alone says so. Whoever may create an application chooses its name. */
    static boolean isNamed(EntraEvent event) {
        Party actor = event.actor();
        return event.audit() != null
                && event.audit().detail(Audit.APPLICATION_ID) == null
                && (actor == null || !actor.is("User") || actor.id() == null)
                && (isItsName(event.audit().initiatingApp())
                        || (actor != null && isItsName(actor.name())));
    }

    private static boolean isItsName(@Nullable String name) {
        return name != null && NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
