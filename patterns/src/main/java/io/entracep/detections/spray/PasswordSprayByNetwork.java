package io.entracep.detections.spray;

import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Reach;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many addresses of one autonomous system try passwords on accounts that never worked from there: a
 * spray through the addresses of a hosting provider or a proxy service.
 *
 * <p>Reads {@code strange-attempt-by-network}. Counts accounts and addresses; fewer accounts are
 * enough where addresses try two or more of them each, and fewer still of which the right password
 * was presented and stopped: a list that leaked. User agent and application do not matter: they are
 * the attacker's to choose. Silent where several times as many accounts succeeded through the
 * autonomous system around the window; not looked at in Microsoft's own networks, through which
 * services act for people. One alert per autonomous system and aligned week.
 *
 * <p>Misses sprays over many providers (see {@link PasswordSprayDistributed}) and through a
 * provider that the accounts use.
 *
 * <p>Source: row USER-36 of the guides, second profile; ATT&CK T1110.003, T1110.004.
 */
public final class PasswordSprayByNetwork extends SprayCount {
    private static final String WIDE = "wide";
    private static final String DENSE = "dense";
    private static final String RIGHT = "right";

    /**
     * @param accounts accounts that must be tried
     * @param denseAccounts accounts, where each address that counts tries two or more
     * @param addresses addresses they must be tried from
     * @param rightAccounts accounts of which the right password was presented, whatever the number
     *     of addresses beyond one
     * @param window within which they must be tried
     * @param outweighedBy so many times as many accounts that succeed make it none
     */
    public record Settings(
            @Min(2) int accounts,
            @Min(2) int denseAccounts,
            @Min(2) int addresses,
            @Min(2) int rightAccounts,
            @NotNull Duration window,
            @Min(1) int outweighedBy) {}

    private final Settings settings;

    public PasswordSprayByNetwork(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.AS;
    }

    @Override
    String attempts() {
        return StrangeAttempt.AT_NETWORK;
    }

    @Override
    String signIns() {
        return StrangeSignIn.AT_NETWORK;
    }

    @Override
    Duration window() {
        return settings.window();
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule(WIDE, window(), settings.accounts(), SprayCount::account)
                        .spreadOver(SprayCount::address, settings.addresses()),
                new CountRule(DENSE, window(), settings.denseAccounts(), SprayCount::account)
                        .spreadOver(SprayCount::address, settings.addresses()),
                new CountRule(
                                RIGHT,
                                window(),
                                settings.rightAccounts(),
                                PasswordSprayByNetwork::accountWithRightPassword)
                        .spreadOver(SprayCount::address, 2));
    }

    private static @Nullable String accountWithRightPassword(Observation finding) {
        return Findings.value(finding, StrangeAttempt.RIGHT) == null ? null : account(finding);
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        boolean ofVendor = view.policy().isMicrosoftNetwork(reach.end().event().origin().asn());
        return (!ofVendor
                        && succeeded(reach, view) >= (long) settings.outweighedBy() * reach.count())
                || (reach.rule().name().equals(DENSE)
                        && denseAddresses(reach) < settings.addresses());
    }

    private static long denseAddresses(Reach reach) {
        Map<String, Set<String>> accounts = new HashMap<>();
        for (Observation finding : reach.window()) {
            String address = address(finding);
            String account = account(finding);
            if (address != null && account != null) {
                accounts.computeIfAbsent(address, key -> new HashSet<>()).add(account);
            }
        }
        return accounts.values().stream().filter(tried -> tried.size() >= 2).count();
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Victims victims = victims(reach, view);
        boolean few = reach.rule().name().equals(RIGHT);
        return draft(few ? severity().atMost(Severity.MEDIUM) : severity(), reach, victims)
                .value("network", view.entity().id())
                .value("addresses", victims.addresses());
    }
}
