package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person is asked for a second factor again and again and does not approve: the first stage of
 * {@link MfaFatigue}, no alert itself.
 *
 * <p>Reads the sign-in logs of people. Counts prompts that were declined, not answered or failed;
 * fewer are enough for a privileged account. Of sign-ins from where the account never worked few
 * are enough, at any pace within a day, and one that is declined. The records that one attempt
 * leaves of one prompt are one.
 *
 * <p>Misses prompts slower than the windows, and slow ones from where the account works.
 *
 * <p>Source: row BEYOND-06 of the guides, its first step; error code 500121 and failed steps of
 * {@code authenticationDetails}.
 */
public final class UnapprovedMfaPrompts extends CountDetection {
    /** Name of the rule that counts prompts of a short time, wherever they come from. */
    static final String SERIES = "prompts";

    private static final String STRANGE = "strange";
    private static final String DECLINED = "declined";
    private static final SignalSet PROMPTS = SignalSet.of(Signal.MFA_NOT_APPROVED);

    /**
     * A prompt waits so long for its answer: records of one attempt within it are of one prompt.
     */
    private static final long ANSWERED_WITHIN = Duration.ofMinutes(1).toMillis();

    /** That it was asked for, that it was not answered, and how the attempt ended. */
    private static final int RECORDS_OF_A_PROMPT = 3;

    /**
     * @param prompts prompts that were not approved
     * @param privilegedPrompts the same for a privileged account
     * @param window within which they must lie
     * @param strangePrompts prompts of sign-ins from where the account never worked
     * @param strangeDeclined the same, declined by the person
     * @param newcomersPrompts the same for an account without a closed day, to which all is strange
     * @param strangeWindow within which those must lie
     */
    public record Settings(
            @Min(1) int prompts,
            @Min(1) int privilegedPrompts,
            @NotNull Duration window,
            @Min(1) int strangePrompts,
            @Min(1) int strangeDeclined,
            @Min(1) int newcomersPrompts,
            @NotNull Duration strangeWindow) {}

    private final Settings settings;

    public UnapprovedMfaPrompts(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.ACTIVITY, ProfileKind.NETWORK, ProfileKind.ASN);
        asksPrivilege();
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
        int most = Math.max(settings.prompts(), settings.privilegedPrompts());
        Duration slow = settings.strangeWindow();
        return List.of(
                new CountRule(SERIES, settings.window(), fewest, null)
                        .keeping(RECORDS_OF_A_PROMPT * most),
                new CountRule(STRANGE, slow, settings.strangePrompts(), null)
                        .apart(Attempts::network),
                new CountRule(DECLINED, slow, settings.strangeDeclined(), null)
                        .apart(prompt -> Attempts.network(prompt) + prompt.has(Signal.MFA_DENIED)));
    }

    @Override
    protected boolean counts(CountRule rule, Observation prompt, View view) {
        return (rule.name().equals(SERIES)
                        || ((rule.name().equals(STRANGE) || prompt.has(Signal.MFA_DENIED))
                                && Attempts.isStrange(prompt, view)))
                && isFirstOfPrompt(prompt, view);
    }

    /**
     * An attempt leaves several records of one prompt, and those of a prompt that was sent once
     * more: by the minutes since its first.
     */
    private boolean isFirstOfPrompt(Observation record, View view) {
        String attempt = attempt(record);
        if (attempt == null) {
            return true;
        }
        List<Observation> earlier =
                view
                        .observations(
                                TimeRange.around(record.time(), settings.window().toMillis(), 0),
                                PROMPTS)
                        .stream()
                        .filter(other -> attempt.equals(attempt(other)))
                        .filter(other -> Observation.ORDER.compare(other, record) < 0)
                        .toList();
        return earlier.isEmpty()
                || earlier.stream()
                        .noneMatch(
                                other ->
                                        minute(other, earlier.get(0))
                                                == minute(record, earlier.get(0)));
    }

    private static long minute(Observation record, Observation first) {
        return (record.time() - first.time()) / ANSWERED_WITHIN;
    }

    private static @Nullable String attempt(Observation record) {
        SignIn signIn = record.event().signIn();
        return signIn == null ? null : signIn.originalRequestId();
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        if (!reach.rule().name().equals(SERIES)) {
            return reach.count() < settings.newcomersPrompts()
                    && !view.baseline().hasLearned(ProfileKind.ACTIVITY, 1, reach.end().time());
        }
        boolean privileged = Attempts.privilege(reach.end(), view) != null;
        return reach.count() < (privileged ? settings.privilegedPrompts() : settings.prompts());
    }

    /** Whether the moment is one of a short series, wherever it comes from. */
    static boolean isSeries(Observation moment) {
        return SERIES.equals(Findings.value(moment, "rule"));
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        return Draft.of(severity()).stage("prompts", reach.window());
    }
}
