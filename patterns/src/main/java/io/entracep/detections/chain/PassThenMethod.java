package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Temporary Access Pass was made for an account, somebody signed in from a network that the
 * account does not know, and registered a method that stays.
 *
 * <p>Reads AuditLogs and sign-ins. Where the record of the pass says when it ends, the sign-in
 * comes before. Critical for a privileged account, Low for another that was created shortly before:
 * it knows no network, and a pass is how its owner begins. One alert per pass.
 *
 * <p>Misses sign-ins from a network that the account knows or that is the organisation's own.
 *
 * <p>Source: row BEYOND-11.
 */
public final class PassThenMethod extends Chain {
    /**
     * @param within all of it within this, the longest life of a pass
     * @param methodWithin the method follows the sign-in in less than this
     * @param newWithin an account created so shortly before the pass is being set up
     */
    public record Settings(
            @NotNull Duration within,
            @NotNull Duration methodWithin,
            @NotNull Duration newWithin) {}

    private static final String LIFE = "account-life";

    private final Settings settings;

    public PassThenMethod(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("pass")
                .where(onFindingOf("pass-given"))
                .followedBy("sign-in")
                .where(onFindingOf("sign-in-from-new-network"))
                .followedBy("method")
                .where(onFindingOf("method-registered"))
                .within(settings.within());
    }

    @Override
    protected Map<String, Duration> gaps() {
        return Map.of("method", settings.methodWithin());
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of(LIFE);
    }

    @Override
    protected Duration contextReach() {
        return settings.newWithin();
    }

    @Override
    protected Set<String> contained() {
        return Set.of("temporary-access-pass-for-privileged", "privileged-method-changed");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation pass = match.stage("pass");
        Observation signIn = match.stage("sign-in");
        if (isOver(pass, signIn) || isNewStarter(view)) {
            return null;
        }
        String privilege = Findings.value(signIn, "privilege");
        Severity ordinary = isBeingSetUp(pass, view) ? Severity.LOW : severity();
        return steps(match, view, privilege == null ? ordinary : Severity.CRITICAL)
                .value("issuer", Steps.actor(pass))
                .value("ip", Findings.value(signIn, "ip"))
                .value("activity", Steps.activity(match.stage("method")))
                .value("privilege", privilege)
                .value(
                        "same",
                        Steps.isSameSource(pass, signIn) ? "from there the pass was made" : null)
                .value("gap", Words.between(pass, signIn));
    }

    /** Of a new account every network is unknown: its owner registers with the pass. */
    private boolean isBeingSetUp(Observation pass, View view) {
        return view.latestBefore(
                        pass,
                        settings.newWithin(),
                        FINDINGS,
                        life -> life.isFindingOf(LIFE) && Findings.value(life, "created") != null)
                != null;
    }

    private static boolean isNewStarter(View view) {
        return view.policy().holds(PolicyInput.NEW_STARTERS, view.entity().id(), null);
    }

    private static boolean isOver(Observation pass, Observation signIn) {
        String end = Steps.changed(pass, "TemporaryAccessPass.EndDateTime");
        if (end == null) {
            return false;
        }
        try {
            return signIn.time() >= Instant.parse(end).toEpochMilli();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
