package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Building block: a user registered or changed a way to sign in, their own or another's.
 *
 * <p>Reads AuditLogs: the activities of security information that succeeded.
 *
 * <p>Misses methods that are registered by an application in the user's name.
 *
 * <p>Source: row BEYOND-01, step C.
 */
public final class SecurityInfoRegistered extends EventDetection {

    public SecurityInfoRegistered(Entry entry) {
        super(entry);
    }

    @Override
    protected Condition examined() {
        return on(Signal.SECURITY_INFO_REGISTERED).as(Roles.ACTOR);
    }

    @Override
    protected @Nullable Draft examine(Observation registered, View view) {
        return Draft.of(severity())
                .stage("method", registered)
                .value("activity", registered.event().activityName());
    }
}
