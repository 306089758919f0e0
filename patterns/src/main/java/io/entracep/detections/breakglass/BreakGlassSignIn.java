package io.entracep.detections.breakglass;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in with an emergency access account: nobody should, except in an emergency
 * or an announced drill.
 *
 * <p>Reads every sign-in log of people. Every result counts: Critical for a success, High
 * otherwise, Informational in a drill that the policy announces. One alert per account and aligned
 * hour.
 *
 * <p>Misses attempts that carry neither the account's object id nor one of its names.
 *
 * <p>Source: row PRIV-04 of the guides.
 */
public final class BreakGlassSignIn extends EventDetection {

    public BreakGlassSignIn(Entry entry) {
        super(entry);
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    protected SignalSet examined() {
        return SignalSet.of(Signal.SIGN_IN);
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        EntraEvent event = observation.event();
        String name = event.actor() == null ? null : event.actor().name();
        String typed = event.signIn() == null ? null : event.signIn().alternateName();
        String id = view.entity().id();
        if (!view.policy().isBreakGlass(id, name) && !view.policy().isBreakGlass(id, typed)) {
            return null;
        }
        boolean success = observation.has(Signal.SIGN_IN_SUCCESS);
        Draft draft =
                Draft.of(success ? Severity.CRITICAL : severity())
                        .stage("sign-in", observation)
                        .value(
                                "result",
                                success ? "succeeded" : "failed with code " + event.errorCode())
                        .value("ip", event.origin().ip())
                        .policyEntry(
                                view.policy().entry(PolicyInput.BREAK_GLASS_ACCOUNTS, id, name));
        String drill = view.policy().announcedDrill(id, name, observation.time());
        if (drill != null) {
            draft.severity(Severity.INFORMATIONAL).value("drill", drill).policyEntry(drill);
        }
        return draft;
    }
}
