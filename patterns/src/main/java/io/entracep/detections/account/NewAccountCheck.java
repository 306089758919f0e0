package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something about a new account that the policy does not expect. One alert per account and day. */
abstract class NewAccountCheck extends EventDetection {

    NewAccountCheck(Entry entry) {
        super(entry);
    }

    /** What is wrong with the account, as the end of a sentence; null for nothing. */
    abstract @Nullable String problem(Observation creation, Audit audit, Party account, View view);

    @Override
    protected Condition examined() {
        return on(Signal.USER_CREATED).as(Roles.TARGET);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation creation, View view) {
        Audit audit = creation.event().audit();
        Party account = creation.event().targetWithId(view.entity().id());
        if (audit == null || account == null) {
            return null;
        }
        String problem = problem(creation, audit, account, view);
        return problem == null
                ? null
                : Draft.of(severity())
                        .stage("creation", creation)
                        .value("actor", Words.actor(creation))
                        .value("problem", problem);
    }

    /** Guests have the name of their home in theirs. */
    static boolean isGuest(Party account) {
        return account.name() != null && account.name().contains("#ext#");
    }
}
