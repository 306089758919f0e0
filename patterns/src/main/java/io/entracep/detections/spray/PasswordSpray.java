package io.entracep.detections.spray;

import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Reach;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address tries passwords on accounts that never worked from there: a spray, at any pace and
 * with any number of tries, also of right passwords that a second factor stops.
 *
 * <p>Reads {@code strange-attempt}: what is suspicious is not how many accounts fail but that none
 * of them knows the address. Few accounts within the window are Medium, more are High; one right
 * password makes it one step worse, three and a sign-in make it Critical. Silent where several
 * times as many accounts succeeded from the address around the window: an office, a hotel, a first
 * day. Accounts that fail from the address day after day do not count: a server with old passwords.
 * Attempts through a provider that the account uses count where there are many of them and nobody
 * succeeded from the address. One alert per address and aligned week.
 *
 * <p>Misses sprays over many addresses (see {@link PasswordSprayByNetwork}), from an address from
 * which several times as many accounts work as are attacked, and from own networks.
 *
 * <p>Source: rows USER-36 of the guides; ATT&CK T1110.003, T1110.004.
 */
public final class PasswordSpray extends SprayCount {
    private static final String FEW = "few";
    private static final String MANY = "many";
    private static final String ONE_PROVIDER = "provider";

    /**
     * @param few accounts for Medium
     * @param many accounts for High
     * @param providerAccounts accounts where all know the provider of the address
     * @param window within which they must be tried
     * @param outweighedBy so many times as many accounts that succeed make it none
     */
    public record Settings(
            @Min(2) int few,
            @Min(2) int many,
            @Min(2) int providerAccounts,
            @NotNull Duration window,
            @Min(1) int outweighedBy) {}

    private final Settings settings;

    public PasswordSpray(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.IP;
    }

    @Override
    String attempts() {
        return StrangeAttempt.AT_ADDRESS;
    }

    @Override
    String signIns() {
        return StrangeSignIn.AT_ADDRESS;
    }

    @Override
    Duration window() {
        return settings.window();
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule(MANY, window(), settings.many(), PasswordSpray::stranger),
                new CountRule(FEW, window(), settings.few(), PasswordSpray::stranger),
                new CountRule(
                        ONE_PROVIDER, window(), settings.providerAccounts(), SprayCount::account));
    }

    /** The account, null where it uses the provider. */
    private static @Nullable String stranger(Observation finding) {
        return Findings.value(finding, StrangeAttempt.PROVIDER_KNOWN) == null
                ? account(finding)
                : null;
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        long succeeded = succeeded(reach, view);
        return reach.rule().name().equals(ONE_PROVIDER)
                ? succeeded > 0
                : succeeded >= (long) settings.outweighedBy() * reach.count();
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        boolean few = reach.rule().name().equals(FEW);
        Victims victims = victims(reach, view);
        Duration span = victims.span();
        return draft(few ? severity().atMost(Severity.MEDIUM) : severity(), reach, victims)
                .value("address", view.entity().id())
                .value("gap", span == null ? null : Words.duration(span));
    }
}
