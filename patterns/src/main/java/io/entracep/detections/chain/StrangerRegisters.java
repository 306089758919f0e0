package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom the account does not know signs in to an account that has no method or was not used
 * for long, and registers a method.
 *
 * <p>Reads the sign-in ({@code stranger-at-unguarded-account}) and the registration from the same
 * network. Critical for a privileged account. Silent for new starters in an approved country. One
 * alert per sign-in.
 *
 * <p>Misses a registration from another network than that of the sign-in.
 *
 * <p>Source: row BEYOND-13.
 */
public final class StrangerRegisters extends Chain {
    /**
     * @param within the method is registered less than this after the sign-in
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public StrangerRegisters(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("sign-in")
                .where(onFindingOf("stranger-at-unguarded-account"))
                .followedBy("method")
                .where(onFindingOf("method-registered"))
                .within(settings.within());
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "privileged-method-changed",
                "new-device-or-location",
                "sign-in-from-unapproved-country");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation signIn = match.stage("sign-in");
        Observation method = match.stage("method");
        if (!Steps.isSameSource(signIn, method)) {
            return null;
        }
        String privilege = Findings.value(signIn, "privilege");
        return steps(match, view, privilege == null ? severity() : Severity.CRITICAL)
                .value("why", Findings.value(signIn, "why"))
                .value("ip", Findings.value(signIn, "ip"))
                .value("country", Findings.value(signIn, "country"))
                .value("activity", Steps.activity(method))
                .value("privilege", privilege);
    }
}
