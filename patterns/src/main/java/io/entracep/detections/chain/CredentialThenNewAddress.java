package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application got a credential, and then signed in from an address that it never used.
 *
 * <p>Reads AuditLogs and ServicePrincipalSignInLogs. Joined by the service principal or, for
 * credentials of an application, by its application id. Critical where the application is of high
 * value; the alert says whether the key of the sign-in is the one that was added. One alert per
 * credential.
 *
 * <p>Misses applications that never signed in before.
 *
 * <p>Source: row BEYOND-08.
 */
public final class CredentialThenNewAddress extends TenantChain {
    /** Where records of an application say its application id. */
    private static final List<String> APPLICATION_IDS =
            List.of("Application.AppId", "ServicePrincipal.AppId", "AppPrincipalId");

    /**
     * @param within the sign-in follows the credential in less than this
     * @param by what both are known by: service-principal or application
     */
    public record Settings(@NotNull Duration within, @NotNull By by) {}

    private final Settings settings;

    public CredentialThenNewAddress(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("credential")
                .where(onFindingOf("workload-credential-added"))
                .followedBy("sign-in")
                .where(onFindingOf("workload-at-new-address"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of("credential", this::subject, "sign-in", this::subject);
    }

    @Override
    protected Set<String> contained() {
        return Set.of("application-credential-added", "federated-credential-added");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation credential = match.stage("credential");
        Observation signIn = match.stage("sign-in");
        Observation record = Steps.record(signIn);
        if (record == null || record.event().signIn() == null) {
            return null;
        }
        SignIn workload = record.event().signIn();
        String id = record.event().actorId();
        boolean highValue =
                view.policy().holds(PolicyInput.HIGH_VALUE_APPLICATIONS, workload.appId())
                        || view.policy().holds(PolicyInput.HIGH_VALUE_APPLICATIONS, id);
        String key = workload.credentialId();
        return steps(match, view, highValue ? Severity.CRITICAL : severity())
                .about(workload(id, view))
                .value("actor", Steps.actor(credential))
                .value("application", Words.actor(record))
                .value("ip", record.event().origin().ip())
                .value("key", key != null && names(credential, key) ? "with that very key" : null);
    }

    private @Nullable String subject(Observation step) {
        Observation record = Steps.record(step);
        if (record == null) {
            return null;
        }
        SignIn workload = record.event().signIn();
        if (settings.by() == By.SERVICE_PRINCIPAL) {
            return workload != null
                    ? record.event().actorId()
                    : Steps.targetId(step, "ServicePrincipal");
        }
        return workload != null
                ? workload.appId()
                : Steps.targetId(step, "ServicePrincipal") != null ? null : applicationId(record);
    }

    private static @Nullable String applicationId(Observation record) {
        Audit audit = record.event().audit();
        if (audit == null) {
            return null;
        }
        String id = audit.detail("AppId");
        for (String property : APPLICATION_IDS) {
            Change change = audit.change(property);
            if (id == null && change != null) {
                id = change.newValue() == null ? change.oldValue() : change.newValue();
            }
        }
        return id == null ? null : id.replaceAll("[\\[\\]\"]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean names(Observation credential, String key) {
        String keys = Steps.changed(credential, "KeyDescription");
        return keys != null && keys.toLowerCase(Locale.ROOT).contains(key.toLowerCase(Locale.ROOT));
    }

    /** What both steps are known by. */
    public enum By {
        /** The object id of the service principal. */
        @JsonProperty("service-principal")
        SERVICE_PRINCIPAL,
        /** The application id. */
        @JsonProperty("application")
        APPLICATION
    }
}
