package io.entracep.detections.account;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a new account comes from, in the words of the policy. */
enum AccountSource {
    /** The local directory, by synchronisation. */
    AD_SYNC("ad-sync", "by synchronisation"),
    /** A system of personnel: an application that provisions. */
    HR("hr", "by an application that provisions"),
    GUEST_INVITE("guest-invite", "by invitation"),
    /** By hand, or by a script. */
    CLOUD_MANUAL("cloud-manual", "in the cloud, by hand or a script");

    private static final Set<String> SYNCHRONISATION =
            Set.of(
                    "microsoft azure ad connect",
                    "microsoft entra connect sync",
                    "microsoft.azure.syncfabric");

    private static final Set<String> OF_LOCAL_DIRECTORY =
            Set.of("sourceanchor", "lastdirsynctime", "immutableid", "onpremisesimmutableid");

    private final String key;
    private final String words;

    AccountSource(String key, String words) {
        this.key = key;
        this.words = words;
    }

    String key() {
        return key;
    }

    String words() {
        return words;
    }

    static AccountSource of(Observation creation, Audit audit, Party account, TenantPolicy policy) {
        Party actor = creation.event().actor();
        if (isSynchronised(audit, actor)) {
            return AD_SYNC;
        }
        if (policy.lists(PolicyInput.APPROVED_PROVISIONERS, actor)) {
            return HR;
        }
        return "invited users".equals(lower(audit.service())) || NewAccountCheck.isGuest(account)
                ? GUEST_INVITE
                : CLOUD_MANUAL;
    }

    private static boolean isSynchronised(Audit audit, @Nullable Party actor) {
        String name = actor == null ? "" : lower(actor.name());
        if (name.startsWith("sync_") || SYNCHRONISATION.contains(lower(audit.initiatingApp()))) {
            return true;
        }
        for (Change change : audit.changes()) {
            String property = lower(change.name());
            boolean local = OF_LOCAL_DIRECTORY.contains(property) && change.newValue() != null;
            if (local
                    || (property.equals("action client name")
                            && "directorysync".equals(lower(change.newValue())))) {
                return true;
            }
        }
        return false;
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
