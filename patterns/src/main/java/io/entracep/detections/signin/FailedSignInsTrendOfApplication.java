package io.entracep.detections.signin;

import io.entracep.detection.Entry;
import io.entracep.signal.EntityType;
import io.entracep.signal.Metrics;

/**
 * More sign-ins fail at one application today than is usual on this weekday up to the same hour.
 *
 * <p>Counts as {@link FailedSignInsTrend}, by the application's id. One alert per application and
 * day.
 *
 * <p>Misses applications that had no failure on these days, and sign-ins that name no application.
 *
 * <p>Source: row USER-57 of the guides; ATT&CK T1110.
 */
public final class FailedSignInsTrendOfApplication extends FailedSignInsTrend {

    public FailedSignInsTrendOfApplication(Entry entry, Settings settings) {
        super(entry, settings);
    }

    @Override
    public EntityType entityType() {
        return EntityType.APPLICATION;
    }

    @Override
    protected String metric() {
        return Metrics.APPLICATION_SIGN_IN_FAILURES;
    }
}
