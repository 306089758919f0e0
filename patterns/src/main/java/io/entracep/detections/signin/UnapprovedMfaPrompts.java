package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A person is asked for a second factor again and again and does not approve: the first stage of
 * {@link MfaFatigue}, no alert itself.
 *
 * <p>Reads the sign-in logs of people. Counts prompts that were declined, not answered or failed;
 * fewer are enough for a privileged account.
 *
 * <p>Misses prompts slower than the window.
 *
 * <p>Source: row BEYOND-06 of the guides, its first step; error code 500121 and failed steps of
 * {@code authenticationDetails}.
 */
public final class UnapprovedMfaPrompts extends CountDetection {
    private static final SignalSet PROMPTS = SignalSet.of(Signal.MFA_NOT_APPROVED);

    /**
     * @param prompts prompts that were not approved
     * @param privilegedPrompts the same for a privileged account
     * @param window within which they must lie
     */
    public record Settings(
            @Min(1) int prompts, @Min(1) int privilegedPrompts, @NotNull Duration window) {}

    private final Settings settings;

    public UnapprovedMfaPrompts(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    protected SignalSet counted() {
        return PROMPTS;
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected List<CountRule> rules() {
        int fewest = Math.min(settings.prompts(), settings.privilegedPrompts());
        return List.of(new CountRule("prompts", settings.window(), fewest, null));
    }

    @Override
    public List<Need> needs() {
        List<Need> needs = new ArrayList<>(super.needs());
        needs.add(
                Need.count(
                        PROMPTS,
                        Roles.ACTOR,
                        settings.window(),
                        settings.window().plus(period()),
                        Math.max(settings.prompts(), settings.privilegedPrompts())));
        return needs;
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        boolean privileged = Attempts.privilege(reach.end(), view) != null;
        return reach.count() < (privileged ? settings.privilegedPrompts() : settings.prompts());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        return Draft.of(severity()).stage("prompts", reach.window());
    }
}
