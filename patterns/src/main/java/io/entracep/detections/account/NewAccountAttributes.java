package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.NamingRule;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new account lacks an attribute that all accounts have, or has one that looks wrong, and no
 * change within minutes mended it.
 *
 * <p>Reads AuditLogs: what the creation and the changes after it wrote. Guests are left out.
 *
 * <p>Misses attributes that are taken away later.
 *
 * <p>Source: row USER-14 of the guides; ATT&CK T1136.003.
 */
public final class NewAccountAttributes extends NewAccountCheck {

    /**
     * @param filledWithin how long after the creation a change may fill the attribute
     */
    public record Settings(@NotNull Duration filledWithin) {}

    private final Settings settings;
    private final Lookup writes;

    public NewAccountAttributes(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        writes =
                after(
                        settings.filledWithin(),
                        on(Signal.USER_CREATED, Signal.USER_UPDATED)
                                .as(Roles.TARGET)
                                .apart(Observation::eventId));
    }

    @Override
    protected Duration latecomers() {
        return settings.filledWithin();
    }

    @Override
    protected @Nullable Draft examine(Observation creation, View view) {
        Draft draft = super.examine(creation, view);
        return draft == null
                ? null
                : draft.dueAt(creation.time() + settings.filledWithin().toMillis());
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        if (isGuest(account)
                || view.policy()
                        .holds(PolicyInput.NAMING_EXCEPTIONS, account.id(), account.name())) {
            return null;
        }
        List<Observation> written = writes.around(creation, view);
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, NamingRule> required :
                view.policy().requiredAttributes().entrySet()) {
            if (written.stream().noneMatch(write -> fills(write, required))) {
                missing.add(required.getKey());
            }
        }
        return missing.isEmpty() ? null : "it has no right " + String.join(", no right ", missing);
    }

    private static boolean fills(Observation write, Map.Entry<String, NamingRule> required) {
        Audit audit = write.event().audit();
        return audit != null
                && audit.changes().stream()
                        .filter(change -> change.name().equalsIgnoreCase(required.getKey()))
                        .anyMatch(change -> required.getValue().matches(change.newValue()));
    }
}
