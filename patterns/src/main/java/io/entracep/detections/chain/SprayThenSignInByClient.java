package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A client that sprayed passwords from many addresses presented the right one of an account.
 *
 * <p>What {@link SprayThenSignIn} tells of an address, of a client: one user agent in one network.
 * Its spray is that of {@code password-spray-by-client}, and the sign-in may come from any address
 * of that network, since such sprays change it with every attempt.
 *
 * <p>Misses sign-ins with another user agent or from another network than the spray: the intruder
 * often signs in with a browser. Of a client that more than thirty people use in an hour, thirty of
 * them are looked at.
 *
 * <p>Source: row BEYOND-01, steps A (second profile of USER-36) and B (same user agent and
 * autonomous system).
 */
public final class SprayThenSignInByClient extends SprayThenSignIn {
    private static final int ACCOUNTS = 30;

    public SprayThenSignInByClient(Entry entry, Settings settings) {
        super(entry, settings);
    }

    @Override
    public EntityType entityType() {
        return EntityType.CLIENT;
    }

    /** Fewer than of an address: a whole company may use one client, and every success counts. */
    @Override
    protected int accounts() {
        return ACCOUNTS;
    }

    @Override
    protected String spray() {
        return "password-spray-by-client";
    }

    @Override
    protected @Nullable Draft examine(Observation hit, View view) {
        Draft draft = super.examine(hit, view);
        return draft == null ? null : draft.value("client", view.entity().id());
    }
}
