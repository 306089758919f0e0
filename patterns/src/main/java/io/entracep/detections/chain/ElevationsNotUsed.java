package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Three times within a month an account activated a role and did nothing with it.
 *
 * <p>Reads AuditLogs, sign-ins and the log of Azure. One is work that leaves no record; three are
 * habit, or somebody who tries what the account may do. One alert for each aligned month.
 *
 * <p>Misses work in services that write none of these logs.
 *
 * <p>Source: row PRIV-39.
 */
public final class ElevationsNotUsed extends Chain {
    private static final String UNUSED = "elevation-not-used";

    /**
     * @param within the third follows the first in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public ElevationsNotUsed(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("first")
                .where(onFindingOf(UNUSED))
                .followedBy("second")
                .where(onFindingOf(UNUSED))
                .followedBy("third")
                .where(onFindingOf(UNUSED))
                .within(settings.within());
    }

    @Override
    protected Duration period() {
        return settings.within();
    }

    /** The third makes the alert. */
    @Override
    protected @Nullable String anchorStage() {
        return null;
    }

    @Override
    protected Set<String> contained() {
        return Set.of(UNUSED);
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation third = match.stage("third");
        Observation last = Steps.record(third);
        return steps(match, view, severity()).value("role", last == null ? null : Words.role(last));
    }
}
