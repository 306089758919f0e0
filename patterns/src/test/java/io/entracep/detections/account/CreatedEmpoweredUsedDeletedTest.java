package io.entracep.detections.account;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CreatedEmpoweredUsedDeletedTest {
    private static final String ID = "created-empowered-used-deleted";
    private static final EntraEvent CREATED =
            audit("Add user").by("eve", "eve@example.com").onUser("tmp", "tmp@example.com").build();

    @Test
    void isCriticalWithinADay() {
        EntraEvent granted =
                audit("Add member to role")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofMinutes(5))
                        .onUser("tmp", "tmp@example.com")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        Alert alert =
                job().given(
                                CREATED,
                                granted,
                                used(Duration.ofHours(1)),
                                deleted(Duration.ofHours(3)))
                        .onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .isEqualTo(
                        "tmp@example.com was created by eve@example.com, used and deleted by"
                                + " eve@example.com 3 h later; days active: 1; it was given the role"
                                + " Global Administrator.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("created", "empowered", "used", "deleted");
        AnyOrder.givesTheSame(
                () ->
                        job().given(
                                        CREATED,
                                        granted,
                                        used(Duration.ofHours(1)),
                                        deleted(Duration.ofHours(3))),
                ID);
    }

    @Test
    void acceptsAnAuditRecordOfTheAccountAsUse() {
        EntraEvent own =
                audit("Update conditional access policy")
                        .by("tmp", "tmp@example.com")
                        .at(NOON, Duration.ofHours(1))
                        .failed()
                        .build();

        assertThat(job().given(CREATED, own, deleted(Duration.ofHours(3))).alertsOf(ID)).hasSize(1);
    }

    @Test
    void isHighFromExactlyADayOnAndSilentFromExactlySevenOn() {
        Duration day = Duration.ofDays(1);
        Duration week = Duration.ofDays(7);
        EntraEvent use = used(Duration.ofHours(1));

        assertThat(
                        job().given(CREATED, use, deleted(day.minusMillis(1)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("critical");
        assertThat(job().given(CREATED, use, deleted(day)).onlyAlertOf(ID).severity())
                .isEqualTo("high");
        assertThat(job().given(CREATED, use, deleted(week.minusMillis(1))).alertsOf(ID)).hasSize(1);
        assertThat(job().given(CREATED, use, deleted(week)).alertsOf(ID)).isEmpty();
    }

    @Test
    void tellsEarlierUsesByTheirDaysAlsoLiveWhenTheRecordsAreGone() {
        EntraEvent use = used(Duration.ofHours(1));
        EntraEvent last = deleted(Duration.ofDays(6));

        assertThat(job().given(CREATED, use, last).onlyAlertOf(ID).evidence())
                .extracting(Evidence::stage)
                .containsExactly("created", "deleted");
        AnyOrder.givesTheSame(() -> job().given(CREATED, use, last), ID);
    }

    @Test
    void staysSilentWithoutUse() {
        EntraEvent failed =
                signIn().user("tmp", "tmp@example.com")
                        .code(50126)
                        .at(NOON, Duration.ofHours(1))
                        .build();

        assertThat(job().given(CREATED, failed, deleted(Duration.ofHours(3))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysSilentWhereItIsUsedOnlyAfterItsDeletion() {
        EntraEvent last = deleted(Duration.ofHours(3));
        EntraEvent late = used(Duration.ofHours(4));

        assertThat(job().given(CREATED, last, late).alertsOf(ID)).isEmpty();
        AnyOrder.givesTheSame(() -> job().given(CREATED, last, late), ID);
    }

    @Test
    void isOneAlertWhereAHardDeletionFollows() {
        EntraEvent hard =
                audit("Hard Delete user")
                        .by("eve", null)
                        .at(NOON, Duration.ofHours(4))
                        .onUser("tmp", null)
                        .build();
        EntraEvent use = used(Duration.ofHours(1));

        assertThat(
                        job().given(CREATED, use, deleted(Duration.ofHours(3)), hard)
                                .onlyAlertOf(ID)
                                .reason())
                .contains("3 h later");
        AnyOrder.givesTheSame(
                () -> job().given(CREATED, use, deleted(Duration.ofHours(3)), hard), ID);
    }

    @Test
    void staysSilentForLifeCycleApplications() {
        TestJob job = TestJob.withPolicy("default: {approved-lifecycle-apps: [eve@example.com]}");

        assertThat(
                        job.given(CREATED, used(Duration.ofHours(1)), deleted(Duration.ofHours(3)))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static EntraEvent used(Duration after) {
        return signIn().user("tmp", "tmp@example.com").at(NOON, after).build();
    }

    private static EntraEvent deleted(Duration after) {
        return audit("Delete user")
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser("tmp", "tmp@example.com")
                .build();
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
