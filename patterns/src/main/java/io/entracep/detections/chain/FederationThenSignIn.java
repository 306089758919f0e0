package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain was federated, and then somebody of it signed in with a token of the new issuer.
 *
 * <p>Reads AuditLogs, sign-ins and the detections of Identity Protection; a changed source anchor,
 * by which tokens are made to fit an account, counts as well. Joined by the domain. Issuers that
 * the policy knows are none. One alert per account and change.
 *
 * <p>Misses privileged accounts of other domains, and accounts without history.
 *
 * <p>Source: row BEYOND-12.
 */
public final class FederationThenSignIn extends TenantChain {
    /**
     * @param within the token is used less than this after the change
     * @param addedBefore a domain that was added so long before is shown
     */
    public record Settings(@NotNull Duration within, @NotNull Duration addedBefore) {}

    private final Settings settings;

    public FederationThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("federated")
                .where(onFindingOf("domain-federated"))
                .followedBy("used")
                .where(
                        onFindingOf(
                                "sign-in-through-new-issuer",
                                "issuer-anomaly",
                                "source-anchor-changed"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of(
                "federated",
                FederationThenSignIn::domain,
                "used",
                FederationThenSignIn::domainOfUser);
    }

    @Override
    protected Set<String> contained() {
        return Set.of("domain-authentication-changed", "domain-changed");
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("domain-changed");
    }

    @Override
    protected Duration contextReach() {
        return settings.addedBefore();
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation federated = match.stage("federated");
        Observation used = match.stage("used");
        String issuer = Findings.value(used, "TokenIssuerName");
        if (view.policy().holds(PolicyInput.KNOWN_ISSUERS, issuer)) {
            return null;
        }
        String domain = domain(federated);
        Observation added =
                view.latestBefore(
                        federated,
                        settings.addedBefore(),
                        FINDINGS,
                        step ->
                                step.isFindingOf("domain-changed")
                                        && Objects.equals(domain, domain(step)));
        Observation record = Steps.record(used);
        return steps(match, view, severity())
                .stage("added", added)
                .value("actor", Steps.actor(federated))
                .value("domain", domain)
                .value("account", record == null ? null : account(record))
                .value("issuer", issuer);
    }

    private static @Nullable String domain(Observation step) {
        Observation record = Steps.record(step);
        if (record == null || record.event().audit() == null) {
            return null;
        }
        for (Party target : record.event().audit().targets()) {
            if (target.name() != null && target.name().indexOf('.') > 0) {
                return target.name().toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static @Nullable String domainOfUser(Observation step) {
        Observation record = Steps.record(step);
        String name = record == null ? null : account(record);
        return name == null || name.indexOf('@') < 0
                ? null
                : name.substring(name.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String account(Observation record) {
        Party user =
                record.event().audit() == null
                        ? record.event().actor()
                        : record.event().target("User");
        return user == null ? null : user.name();
    }
}
