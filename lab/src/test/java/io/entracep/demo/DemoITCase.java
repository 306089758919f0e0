package io.entracep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.generate.AttackKind;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The demo, smaller: a broker, the job and a few attacks. */
class DemoITCase {
    private static final Settings SMALL =
            Settings.demo()
                    .withRecords(500)
                    .withHistoryDays(0)
                    .withAttacks(
                            Set.of(
                                    AttackKind.PASSWORD_SPRAY,
                                    AttackKind.ACCOUNT_CREATED_AND_DELETED));

    @Test
    void showsTheAttacksAndEnds() throws Exception {
        Recorder recorder = new Recorder();

        new Demo(SMALL, Clock.systemUTC(), recorder).run();

        assertThat(recorder.alerts)
                .extracting(Alert::detectionId)
                .contains("password-spray", "account-created-and-deleted");
        assertThat(recorder.lags).isNotEmpty().allMatch(lag -> lag >= 0);
        assertThat(recorder.records).isGreaterThanOrEqualTo(500);
    }

    private static final class Recorder implements Demo.Audience {
        private final List<Alert> alerts = new ArrayList<>();
        private final List<Long> lags = new ArrayList<>();
        private long records;

        @Override
        public void begins(URI dashboard, LogGenerator generator) {
            assertThat(dashboard.getScheme()).isEqualTo("http");
        }

        @Override
        public void alert(Alert alert, OptionalLong lagMillis) {
            alerts.add(alert);
            lagMillis.ifPresent(lags::add);
        }

        @Override
        public void ends(long number, Duration duration) {
            records = number;
        }
    }
}
