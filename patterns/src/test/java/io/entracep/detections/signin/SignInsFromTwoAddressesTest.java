package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.HOME;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.habit;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInsFromTwoAddressesTest {
    private static final String ID = "sign-ins-from-two-addresses";
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final EntraEvent AT_HOME = home(ann()).at(NOON).build();

    @Test
    void firesWhenTheSecondAddressIsInANewNetworkAndCountry() {
        Alert alert =
                onlyAlert(ID, () -> given(AT_HOME, abroad(ann()).at(NOON.plusSeconds(60)).build()));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com signed in from 198.51.100.7 (BR, AS64999), a country and a network it never used, 1 min after 192.0.2.10.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("one address", "another address");
    }

    @Test
    void seesAStolenSessionThatOnlyRefreshesItsToken() {
        EntraEvent stolen =
                abroad(refresh().user("ann", "ann@example.com")).at(NOON.plusSeconds(60)).build();

        assertThat(given(AT_HOME, stolen).alertsOf(ID)).hasSize(1);
    }

    @Test
    void theSecondMustComeLessThanHalfAnHourLater() {
        assertThat(given(AT_HOME, abroadAfter(WINDOW.minusMillis(1))).alertsOf(ID)).hasSize(1);
        assertThat(given(AT_HOME, abroadAfter(WINDOW)).alertsOf(ID)).isEmpty();
        assertThat(given(abroadAfter(Duration.ofMinutes(-1)), AT_HOME).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentWhereOnlyTheNetworkOrOnlyTheCountryIsNew() {
        EntraEvent network = abroad(ann()).country("NL").at(NOON.plusSeconds(60)).build();
        EntraEvent country = abroad(ann()).asn(64500).at(NOON.plusSeconds(60)).build();
        EntraEvent neither = home(ann()).ip(ATTACKER).at(NOON.plusSeconds(60)).build();

        assertThat(given(AT_HOME, network, country, neither).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentForFailuresForOneAddressAndForOneIpv6Network() {
        EntraEvent failed = abroad(ann()).code(50126).at(NOON.plusSeconds(60)).build();
        EntraEvent alone = abroadAfter(Duration.ofHours(5));
        EntraEvent one = abroad(ann()).ip("2001:db8:1:2::1").at(NOON, Duration.ofHours(9)).build();
        EntraEvent same =
                abroad(ann()).ip("2001:db8:1:2::2").at(NOON, Duration.ofMinutes(541)).build();

        assertThat(given(AT_HOME, failed, alone, one, same).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentWhileTheAccountLearns() {
        EntraEvent second = abroadAfter(Duration.ofMinutes(1));

        assertThat(job(habit(7, NOON, i -> home(ann())), AT_HOME, second).alertsOf(ID)).hasSize(1);
        assertThat(job(habit(6, NOON, i -> home(ann())), AT_HOME, second).alertsOf(ID)).isEmpty();
    }

    @Test
    void isOneAlertPerNetworkAndDayHoweverManySignIns() {
        List<EntraEvent> atHome =
                repeated(200, NOON, Duration.ofMinutes(1), i -> home(ann()).app("a" + i, "a" + i));
        List<EntraEvent> abroad =
                repeated(
                        200,
                        NOON.plusSeconds(30),
                        Duration.ofMinutes(1),
                        i -> abroad(ann()).app("a" + i, "a" + i));

        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withoutPolicy()
                                                        .given(together(days(), atHome, abroad)))
                                .severity())
                .isEqualTo("medium");
        EntraEvent another =
                abroad(ann()).ip("203.0.113.99").at(NOON, Duration.ofMinutes(7)).build();
        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () -> given(AT_HOME, abroadAfter(Duration.ofMinutes(5)), another)))
                .hasSize(2);
    }

    /** Whatever is kept of a busy half hour, one that is close enough is among it. */
    @Test
    void findsTheOtherAddressAmongManySignIns() {
        List<EntraEvent> busy =
                repeated(
                        400,
                        NOON.minusSeconds(3600),
                        Duration.ofSeconds(9),
                        i -> home(ann()).app("a" + i, "a" + i));
        for (int minute = 0; minute < 60; minute += 7) {
            EntraEvent second = abroadAfter(Duration.ofMinutes(minute - 60).plusMillis(1));

            assertThat(job(together(days(), busy), second).alertsOf(ID))
                    .as("minute %d", minute)
                    .hasSize(1);
        }
    }

    @Test
    void ownAddressesAndTheVpnAreNoSecondOnes() {
        EntraEvent second = abroadAfter(Duration.ofMinutes(1));
        for (String policy :
                new String[] {
                    "corporate-egress: [198.51.100.0/24]",
                    "vpn-networks: [198.51.100.0/24]",
                    "vpn-asns: [64999]"
                }) {
            assertThat(
                            TestJob.withPolicy("default: {" + policy + "}")
                                    .given(together(days(), List.of(AT_HOME, second)))
                                    .alertsOf(ID))
                    .as(policy)
                    .isEmpty();
        }
    }

    @Test
    void clearsWhenALateRecordShowsThatTheNetworkIsKnown() {
        EntraEvent known = abroad(ann()).at(NOON, Duration.ofDays(-20)).build();

        assertThat(
                        alertsInAnyOrder(
                                ID, () -> given(AT_HOME, abroadAfter(WINDOW.dividedBy(2)), known)))
                .isEmpty();
    }

    @Test
    void missesASecondAddressOfUnknownPlace() {
        EntraEvent noCountry = ann().ip(ATTACKER).asn(64999).at(NOON.plusSeconds(60)).build();
        EntraEvent noNetwork = ann().ip(ATTACKER).country("BR").at(NOON.plusSeconds(60)).build();
        EntraEvent noAddress = abroad(ann()).ip(null).at(NOON.plusSeconds(60)).build();

        assertThat(given(AT_HOME, noCountry, noNetwork, noAddress).alertsOf(ID)).isEmpty();
    }

    private static TestJob given(EntraEvent... events) {
        return job(days(), events);
    }

    private static TestJob job(List<EntraEvent> before, EntraEvent... events) {
        return TestJob.withoutPolicy().given(together(before, List.of(events)));
    }

    private static List<EntraEvent> days() {
        return habit(10, NOON, i -> home(ann()));
    }

    private static SignInBuilder home(SignInBuilder signIn) {
        return signIn.ip(HOME).country("NL").asn(64500);
    }

    private static SignInBuilder abroad(SignInBuilder signIn) {
        return signIn.ip(ATTACKER).country("BR").asn(64999);
    }

    private static EntraEvent abroadAfter(Duration after) {
        return abroad(ann()).at(NOON, after).build();
    }
}
