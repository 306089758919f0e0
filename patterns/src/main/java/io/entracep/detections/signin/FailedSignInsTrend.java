package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.TrendDetection;
import io.entracep.signal.Metrics;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * More sign-ins fail today than is usual on this weekday up to the same hour.
 *
 * <p>Reads the sign-in logs of people. Counts different failed attempts of the tenant, hour by
 * hour, and compares with the median of four weeks; token life cycle, silent probes and application
 * errors are left out. Silent where no such day has any: nothing is known then. One alert per
 * tenant and day.
 *
 * <p>Misses attacks small beside the usual failures, and those that go on for weeks. Above some
 * thousand failures an hour the totals are estimates (about 1.6 %).
 *
 * <p>Source: row USER-57 of the guides; ATT&CK T1110.
 */
public class FailedSignInsTrend extends TrendDetection {

    /**
     * @param increase share by which today must exceed the usual: 0.1 is 10 %
     * @param atLeast failures there must be today
     */
    public record Settings(@DecimalMin("0.0") double increase, @Min(1) int atLeast) {}

    private final Settings settings;

    public FailedSignInsTrend(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected String metric() {
        return Metrics.SIGN_IN_FAILURES;
    }

    @Override
    protected @Nullable Draft describe(Standing standing) {
        boolean exceeds =
                standing.usual() > 0
                        && standing.today() >= settings.atLeast()
                        && standing.today() > (1 + settings.increase()) * standing.usual();
        return exceeds
                ? Draft.of(severity())
                        .value("today", standing.today())
                        .value("usual", standing.usual())
                        .value("weeks", standing.weeks())
                        .value("day", standing.day())
                        .value("until", standing.hour() + 1)
                : null;
    }
}
