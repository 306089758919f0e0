package io.entracep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.generate.Attack;
import io.entracep.generate.Attack.About;
import io.entracep.generate.AttackKind;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Manner;
import io.entracep.generate.Settings;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who takes more time or comes from nearer is found, too. */
class SlowAndCarefulAttacksTest {
    /**
     * What is no such attack any more: nobody travels who comes from where the company is, and
     * fourteen guesses in ten hours are what every account sees (docs/noise.md).
     */
    private static final Map<Manner, AttackKind> NOTHING_LEFT =
            Map.of(
                    Manner.CAREFULLY, AttackKind.IMPOSSIBLE_TRAVEL,
                    Manner.SLOWLY, AttackKind.MANY_ADDRESSES);

    @ParameterizedTest
    @EnumSource(Manner.class)
    void everyAttackOfTheDemoIsFound(Manner manner) {
        Settings settings =
                Settings.demo()
                        .withRecords(6_000)
                        .withPeriod(Settings.demo().start(), Duration.ofDays(4))
                        .withManner(manner);
        GeneratedDay days = new GeneratedDay(settings);
        List<Alert> alerts =
                TestJob.withTenantPolicy(days.policy(), days.tenantId())
                        .given(days.events())
                        .alerts();

        List<AttackKind> missed =
                new LogGenerator(settings)
                        .attacks().stream()
                                .filter(attack -> attack.kind() != NOTHING_LEFT.get(manner))
                                .filter(attack -> alerts.stream().noneMatch(a -> tells(a, attack)))
                                .map(Attack::kind)
                                .toList();

        assertThat(missed).isEmpty();
    }

    /** An alert of one of its rows, where one account is attacked about that. */
    private static boolean tells(Alert alert, Attack attack) {
        return alert.guideRows().stream().anyMatch(attack.kind().detections()::contains)
                && (attack.about() != About.USER || names(alert, attack.entityId()));
    }

    private static boolean names(Alert alert, String account) {
        return alert.entity().id().equals(account)
                || (alert.subject() != null && alert.subject().id().equals(account))
                || alert.affected().stream().anyMatch(one -> one.id().equals(account));
    }
}
