package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Building block: an account was created or invited, or it was deleted.
 *
 * <p>Reads AuditLogs.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class AccountLife extends EventDetection {
    /** Name of the value that is there where the account begins. */
    static final String CREATED = "created";

    public AccountLife(Entry entry) {
        super(entry);
    }

    @Override
    protected Condition examined() {
        return on(Signal.USER_CREATED, Signal.USER_INVITED, Signal.USER_DELETED).as(Roles.TARGET);
    }

    @Override
    protected @Nullable Draft examine(Observation step, View view) {
        return Draft.of(severity())
                .stage("step", step)
                .value(CREATED, step.has(Signal.USER_DELETED) ? null : "yes")
                .value("actor", Words.actor(step));
    }
}
