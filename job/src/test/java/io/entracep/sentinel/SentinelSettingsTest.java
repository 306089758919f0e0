package io.entracep.sentinel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.identity.EntraCredential;
import io.entracep.sentinel.SentinelSettings.Destination;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class SentinelSettingsTest {
    private static final Destination DESTINATION =
            new Destination(
                    URI.create("https://dce.example.com/"),
                    "dcr-0123abcd",
                    "Custom-EntraCepAlerts");

    @Test
    void hasDefaults() {
        SentinelSettings settings =
                SentinelSettings.of(DESTINATION, EntraCredential.systemAssigned());

        assertThat(settings.scope()).isEqualTo("https://monitor.azure.com/.default");
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.certificates()).isNull();
    }

    @Test
    void knowsTheAddressOfTheStream() {
        assertThat(DESTINATION.address())
                .hasToString(
                        "https://dce.example.com/dataCollectionRules/dcr-0123abcd/streams/Custom-EntraCepAlerts?api-version=2023-01-01");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(
                        () ->
                                new Destination(
                                        URI.create("http://dce.example.com"),
                                        "my-rule",
                                        "../Custom"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "endpoint is 'http://dce.example.com', must be https://host without path;"
                                + " rule id is 'my-rule', must be the immutable id of the data"
                                + " collection rule: dcr- and letters or digits; stream is"
                                + " '../Custom', must be Custom- and the stream's name");
        assertThatThrownBy(
                        () ->
                                new SentinelSettings(
                                        DESTINATION,
                                        EntraCredential.systemAssigned(),
                                        "monitor",
                                        Duration.ZERO,
                                        Duration.ofSeconds(-1),
                                        null))
                .hasMessage(
                        "scope is 'monitor', must be https://host/.default; connect time-out is"
                                + " PT0S, must be more than nothing; request time-out is PT-1S, must"
                                + " be more than nothing");
    }

    @Test
    void travelsInAJobGraph() throws Exception {
        SentinelReceiverFactory factory =
                new SentinelReceiverFactory(
                        SentinelSettings.of(DESTINATION, EntraCredential.workload()));

        assertThat(InstantiationUtil.clone(factory)).isEqualTo(factory);
    }
}
