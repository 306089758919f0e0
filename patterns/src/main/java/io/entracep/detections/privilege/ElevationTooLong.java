package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.RoleReference;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody activated a role for longer than the policy allows, at once or by activations that
 * follow each other without a pause.
 *
 * <p>Reads AuditLogs: begin and end as PIM tells them. High for a role of tier zero.
 *
 * <p>Misses activations of which the log tells no end.
 *
 * <p>Source: row PRIV-38 of the guides; ATT&CK T1078.004, T1548.005.
 */
public final class ElevationTooLong extends EventDetection {
    private static final Condition ACTIVATED =
            on(Signal.PIM_ACTIVATED).as(Roles.TARGET).apart(Observation::eventId);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param grace so much longer is nothing
     * @param pause a shorter one makes two activations one
     */
    public record Settings(@NotNull Duration grace, @NotNull Duration pause) {}

    private final Settings settings;
    private final Lookup earlier;

    public ElevationTooLong(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        earlier = before(DAY, ACTIVATED);
    }

    @Override
    protected Condition examined() {
        return ACTIVATED;
    }

    @Override
    protected Duration period() {
        return DAY;
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        RoleReference role = activation.event().role();
        Long end = time(activation, "ExpirationTime");
        if (role == null || end == null) {
            return null;
        }
        Duration limit = view.policy().elevationLimit(role.templateId(), role.name()).orElse(null);
        long own = begin(activation);
        long begin = firstBegin(activation, role, own, view);
        if (limit == null || end - begin <= limit.toMillis() + settings.grace().toMillis()) {
            return null;
        }
        Draft draft =
                Draft.of(severity())
                        .stage("activation", activation)
                        .group(role.key())
                        .value("role", role.label())
                        .value("lasts", Words.duration(Duration.ofMillis(end - begin)))
                        .value("limit", Words.duration(limit))
                        .value("renewed", begin < own ? "renewed" : null)
                        .policyEntry(view.policy().entry(PolicyInput.ELEVATION_LIMITS));
        return view.policy().isTierZeroRole(role.templateId(), role.name())
                ? draft.atLeast(Severity.HIGH)
                : draft;
    }

    /** When the first of the activations began that lead to this one without a pause. */
    private long firstBegin(Observation activation, RoleReference role, long own, View view) {
        List<Observation> all = earlier.around(activation, view);
        long begin = own;
        for (int i = all.size() - 1; i >= 0; i--) {
            Observation other = all.get(i);
            Long end = time(other, "ExpirationTime");
            if (end != null
                    && other.event().role() != null
                    && role.key().equals(Objects.requireNonNull(other.event().role()).key())
                    && begin(other) < begin
                    && begin - end < settings.pause().toMillis()) {
                begin = begin(other);
            }
        }
        return begin;
    }

    private static long begin(Observation activation) {
        Long begin = time(activation, "StartTime");
        return begin == null ? activation.time() : begin;
    }

    private static @Nullable Long time(Observation activation, String detail) {
        Audit audit = activation.event().audit();
        String text = audit == null ? null : audit.detail(detail);
        try {
            return text == null
                    ? null
                    : (Long) OffsetDateTime.parse(text.strip()).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
