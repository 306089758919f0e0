package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.PolicyExclusions;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Building block: Conditional Access was opened for an account, and the account signed in without
 * what was asked for before.
 *
 * <p>Opened are exclusions from a policy, membership of a group that policies leave out, and, for
 * who does it, a policy that is switched off or deleted. Used is a successful sign-in to which no
 * policy applied, with a single factor, or by a legacy protocol. Silent for emergency access
 * accounts, in change windows, and where who opened it may change policies. That it is closed again
 * within {@code closed-within} is shown.
 *
 * <p>Misses whom else a policy that is switched off no longer holds for, and policies whose record
 * is cut before the list of exclusions.
 *
 * <p>Source: row BEYOND-05.
 */
public final class PolicyHole extends SequenceDetection {
    private static final SignalSet CHANGES =
            SignalSet.of(
                    Signal.CONDITIONAL_ACCESS_CHANGED,
                    Signal.GROUP_MEMBER_ADDED,
                    Signal.GROUP_MEMBER_REMOVED);

    /**
     * @param within the sign-in follows in less than this
     * @param closedWithin the opposite change so long after is shown
     */
    public record Settings(@NotNull Duration within, @NotNull Duration closedWithin) {}

    private final Settings settings;

    public PolicyHole(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("opened")
                .where(on(Signal.CONDITIONAL_ACCESS_CHANGED, Signal.GROUP_MEMBER_ADDED))
                .followedBy("used")
                .where(on(Signal.SIGN_IN_SUCCESS).as(ACTOR).and(PolicyHole::isUnguarded))
                .within(settings.within());
    }

    @Override
    protected String anchorStage() {
        return "opened";
    }

    @Override
    protected SignalSet context() {
        return CHANGES;
    }

    @Override
    protected Duration contextReach() {
        return settings.closedWithin();
    }

    /** Most changes open nothing: members are added to groups that no policy leaves out. */
    @Override
    public boolean canFind(View view) {
        return super.canFind(view)
                && view.observations(TimeRange.ALWAYS, CHANGES).stream()
                        .anyMatch(change -> how(change, view) != null);
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation used = match.stage("used");
        Observation opened =
                view.latestBefore(
                        used, settings.within(), CHANGES, change -> how(change, view) != null);
        if (opened == null || isExpected(opened, used, view)) {
            return null;
        }
        Observation closed =
                view.firstAfter(opened, settings.closedWithin(), CHANGES, PolicyHole::isClosing);
        return Draft.of(severity())
                .stage("opened", opened)
                .stage("used", used)
                .stage("closed", closed)
                .value("account", Words.name(used))
                .value("how", how(opened, view))
                .value("opener", Words.actor(opened))
                .value("ip", used.event().origin().ip())
                .value("same", isSameSource(opened, used) ? "from where it was opened" : null)
                .value("closed", closed == null ? null : Words.between(opened, closed))
                .value("gap", Words.between(opened, used));
    }

    /** How the change opens it for this account; null where it does not. */
    private static @Nullable String how(Observation change, View view) {
        EntraEvent event = change.event();
        String id = view.entity().id();
        if (change.has(Signal.GROUP_MEMBER_ADDED)) {
            Privilege group = Privilege.of(event);
            boolean leftOut =
                    change.plays(Roles.TARGET)
                            && group != null
                            && view.policy()
                                    .holds(
                                            PolicyInput.CONDITIONAL_ACCESS_EXCLUSION_GROUPS,
                                            group.id());
            return leftOut ? "was added to a group that policies leave out" : null;
        }
        if (!change.has(Signal.CONDITIONAL_ACCESS_CHANGED)) {
            return null;
        }
        Party policy = event.target("Policy");
        String name = policy == null ? "a policy" : "the policy " + policy.label();
        PolicyExclusions exclusions = PolicyExclusions.of(event);
        if (exclusions.added().contains(id)) {
            return "was excluded from " + name;
        }
        boolean off =
                exclusions.switchedOff()
                        || event.activity().equals("delete conditional access policy");
        return off && change.plays(Roles.ACTOR) ? "switched off " + name : null;
    }

    private static boolean isExpected(Observation opened, Observation used, View view) {
        TenantPolicy policy = view.policy();
        return policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, view.entity().id(), Words.name(used))
                || policy.isChangeWindow(opened.time())
                || policy.lists(PolicyInput.APPROVED_POLICY_ADMINS, opened.event().actor());
    }

    private static boolean isClosing(Observation change) {
        return change.has(Signal.GROUP_MEMBER_REMOVED)
                ? change.plays(Roles.TARGET)
                : PolicyExclusions.of(change.event()).removed().contains(change.entity().id());
    }

    private static boolean isSameSource(Observation opened, Observation used) {
        String network = opened.event().origin().network();
        return network != null && network.equals(used.event().origin().network());
    }

    private static boolean isUnguarded(Observation attempt) {
        SignIn signIn = attempt.event().signIn();
        return attempt.has(Signal.LEGACY_PROTOCOL)
                || signIn == null
                || "notapplied".equals(signIn.conditionalAccess())
                || "singleFactorAuthentication".equalsIgnoreCase(signIn.requirement());
    }
}
