package io.entracep.detections.account;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountCreatedAndDeletedTest {
    private static final String ID = "account-created-and-deleted";
    private static final EntraEvent CREATED =
            audit("Add user").by("eve", "eve@example.com").onUser("tmp", "tmp@example.com").build();

    @Test
    void firesWhenAnAccountLivesTwoHours() {
        Alert alert =
                TestJob.withoutPolicy()
                        .given(CREATED, deletedAfter(Duration.ofHours(2)))
                        .onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "tmp@example.com was created by eve@example.com and deleted by eve@example.com 2 h later.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("created", "deleted");
    }

    @Test
    void isMediumFromExactlyTwentyFourHoursOn() {
        Duration day = Duration.ofHours(24);

        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, deletedAfter(day.minusMillis(1)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("high");
        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, deletedAfter(day))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("medium");
    }

    @Test
    void staysSilentFromExactlySevenDaysOn() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, deletedAfter(Duration.ofDays(7).minusMillis(1)))
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, deletedAfter(Duration.ofDays(7)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void saysTheSameInAnyOrderAndWithDuplicates() {
        EntraEvent granted =
                audit("Add member to role")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofMinutes(5))
                        .onUser("tmp", "tmp@example.com")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();
        EntraEvent deleted = deletedAfter(Duration.ofHours(2));
        Alert inOrder = TestJob.withoutPolicy().given(CREATED, granted, deleted).onlyAlertOf(ID);

        assertThat(inOrder.reason())
                .contains("after it had been given the role Global Administrator");
        assertThat(
                        TestJob.withoutPolicy()
                                .given(deleted, CREATED, granted, CREATED)
                                .onlyAlertOf(ID))
                .usingRecursiveComparison()
                .ignoringFields("delivery")
                .isEqualTo(inOrder);
    }

    @Test
    void aPrivilegedRoleGivenInBetweenMakesItOneStepWorse() {
        EntraEvent granted = role("tmp", Duration.ofMinutes(5));

        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, granted, deletedAfter(Duration.ofHours(2)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("critical");
        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, granted, deletedAfter(Duration.ofDays(2)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("high");
    }

    @Test
    void aRoleThatTheAccountGaveToAnotherDoesNot() {
        EntraEvent gave =
                audit("Add member to role")
                        .by("tmp", "tmp@example.com")
                        .at(NOON, Duration.ofMinutes(5))
                        .onUser("other", null)
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(
                        TestJob.withoutPolicy()
                                .given(CREATED, gave, deletedAfter(Duration.ofHours(2)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("high");
    }

    @Test
    void isOneAlertWhereAHardDeletionFollows() {
        EntraEvent hard =
                audit("Hard Delete user")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofHours(3))
                        .onUser("tmp", null)
                        .build();
        EntraEvent deleted = deletedAfter(Duration.ofHours(2));

        assertThat(TestJob.withoutPolicy().given(CREATED, deleted, hard).onlyAlertOf(ID).reason())
                .contains("2 h later");
        AnyOrder.givesTheSame(() -> TestJob.withoutPolicy().given(CREATED, deleted, hard), ID);
    }

    @Test
    void staysSilentOnlyWhereLifeCycleApplicationsDidBoth() {
        String policy = "default: {approved-lifecycle-apps: [eve@example.com]}";
        EntraEvent byOther =
                audit("Delete user")
                        .by("bob", "bob@example.com")
                        .at(NOON, Duration.ofHours(2))
                        .onUser("tmp", null)
                        .build();

        assertThat(
                        TestJob.withPolicy(policy)
                                .given(CREATED, deletedAfter(Duration.ofHours(2)))
                                .alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withPolicy(policy).given(CREATED, byOther).alertsOf(ID)).hasSize(1);
    }

    @Test
    void staysSilentForTwoAccountsOfOneName() {
        EntraEvent other =
                audit("Delete user")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofHours(2))
                        .onUser("tmp2", "tmp@example.com")
                        .build();

        assertThat(TestJob.withoutPolicy().given(CREATED, other).alertsOf(ID)).isEmpty();
    }

    private static EntraEvent role(String userId, Duration after) {
        return audit("Add member to role")
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser(userId, null)
                .role(Events.GLOBAL_ADMINISTRATOR)
                .build();
    }

    @Test
    void firesAtTheSameInstantBecauseCreationComesFirst() {
        assertThat(TestJob.withoutPolicy().given(deletedAfter(Duration.ZERO), CREATED).alertsOf(ID))
                .hasSize(1);
    }

    private static EntraEvent deletedAfter(Duration lifetime) {
        return audit("Delete user")
                .by("eve", "eve@example.com")
                .at(NOON, lifetime)
                .onUser("tmp", "tmp@example.com")
                .build();
    }
}
