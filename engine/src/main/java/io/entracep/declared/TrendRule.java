package io.entracep.declared;

import io.entracep.detection.CountedTotal;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.TrendDetection;
import io.entracep.rule.TrendSection;
import io.entracep.signal.EntityType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule of which a day has many more matches than is usual on that weekday. */
final class TrendRule extends TrendDetection {
    /** What its reason may name beside whose matches they are. */
    static final Set<String> VALUES = Set.of("today", "usual", "weeks", "day", "until");

    private final TrendSection trend;

    TrendRule(Entry entry, TrendSection trend) {
        super(entry);
        this.trend = trend;
    }

    @Override
    protected String metric() {
        return "rule:" + id();
    }

    @Override
    public boolean reads(EntityType type) {
        return type != EntityType.CORRELATION;
    }

    @Override
    public List<CountedTotal> countedTotals() {
        return List.of(
                new CountedTotal(
                        RuleSignals.of(id()), metric(), event -> Seats.of(trend.of(), event)));
    }

    @Override
    protected @Nullable Draft describe(Standing standing) {
        boolean exceeds =
                (standing.usual() > 0 || trend.fromZero())
                        && standing.today() >= trend.atLeast()
                        && standing.today() >= trend.factor() * standing.usual();
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
