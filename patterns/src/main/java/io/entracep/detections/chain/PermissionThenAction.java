package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An application got a permission by which it controls the directory, and used it to give a role, a
 * permission or a credential.
 *
 * <p>Reads AuditLogs. The application is known by the object id of its service principal. One alert
 * per permission.
 *
 * <p>Misses records that name the application by its display name only.
 *
 * <p>Source: row BEYOND-18.
 */
public final class PermissionThenAction extends TenantChain {
    /**
     * @param within the action follows the permission in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public PermissionThenAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("permission")
                .where(onFindingOf("directory-control-granted"))
                .followedBy("action")
                .where(onFindingOf("workload-privileged-action"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of("permission", PermissionThenAction::grantee, "action", Steps::actorId);
    }

    @Override
    protected Set<String> contained() {
        return Set.of("high-value-permission-granted", "directory-permission-granted");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation permission = match.stage("permission");
        Observation action = match.stage("action");
        String application = grantee(permission);
        return application == null
                ? null
                : steps(match, view, severity())
                        .about(workload(application, view))
                        .value("granter", Steps.actor(permission))
                        .value("application", Steps.actor(action))
                        .value("permission", Steps.changed(permission, "AppRole.Value"))
                        .value("activity", Steps.activity(action));
    }

    /** The service principal that got the permission. */
    private static @Nullable String grantee(Observation permission) {
        String id = Steps.changed(permission, "ServicePrincipal.ObjectID");
        return id == null ? null : id.toLowerCase(Locale.ROOT);
    }
}
