package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One event may come several times with other contents: from Graph and from the diagnostic
 * settings, with other fields, times that were cut. Which one holds is a function of the set.
 */
class DeliveriesOfOneEventTest {
    private static final String RULE =
            """
            title: Wrong password
            name: wrong
            logsource: {product: azure, service: signinlogs}
            detection: {s: {ResultType: 50126}, condition: s}
            alert: {of: actor, once: 1d, reason: "{actor} failed {count} times."}
            """;

    private static final String RECORD =
            """
            {"category":"SignInLogs","operationName":"Sign-in activity","tenantId":"%s",\
            "properties":{"id":"s-1","createdDateTime":"%s","userId":"u-1","appId":"a-1",\
            "userPrincipalName":"%s","ipAddress":"%s","status":{"errorCode":50126}%s}}""";

    private static final String LOCATION =
            ",\"location\":{\"city\":\"Delft\",\"countryOrRegion\":\"NL\"}";

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T09:10:00Z, ann@example.com, 192.0.2.8",
        "2026-03-09T09:10:00.5Z, ann@example.com, 192.0.2.7",
        "2026-03-09T09:10:00Z, ANN2@EXAMPLE.COM, 192.0.2.7"
    })
    void theOrderOfArrivalDoesNotShow(String time, String name, String ip) {
        assertOneAlert(
                record("2026-03-09T09:10:00Z", "ann@example.com", "192.0.2.7", LOCATION),
                record(time, name, ip, ""));
    }

    @Test
    void countOnceWhereACutTimeLiesInAnotherHour() {
        Alert alert =
                assertOneAlert(
                        record("2026-03-09T09:59:59.999Z", "ann@example.com", "192.0.2.7", ""),
                        record("2026-03-09T10:00:00Z", "ann@example.com", "192.0.2.7", ""));
        assertThat(alert.evidence()).hasSize(1);
    }

    private static Alert assertOneAlert(String first, String second) {
        Alert inOrder = only(List.of(first, second));
        Alert reversed = only(List.of(second, first));
        assertThat(reversed.entity()).isEqualTo(inOrder.entity());
        assertThat(reversed.reason()).isEqualTo(inOrder.reason());
        assertThat(reversed.evidence()).isEqualTo(inOrder.evidence());
        return inOrder;
    }

    private static Alert only(List<String> records) {
        List<Alert> alerts = RuleJob.of(RULE).given(records).alerts("wrong");
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static String record(String time, String name, String ip, String more) {
        return RECORD.formatted(RuleJob.TENANT, time, name, ip, more);
    }
}
