package io.entracep.decode;

import static io.entracep.decode.Decoding.event;
import static io.entracep.decode.Decoding.millis;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import org.junit.jupiter.api.Test;

/** The log of key vaults. */
class KeyVaultTest {
    private static final String VAULT =
            "/SUBSCRIPTIONS/S-1/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/V-1";
    private static final String CLAIMS =
            """
            {"claim":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"U-1",\
            "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn":"Eve@example.com",\
            "appid":"a-1"}}""";

    @Test
    void aRequestToldByTheVault() {
        EntraEvent event =
                event(
                        """
                        {"records":[{"time":"2026-03-09T09:00:00.1234567Z","category":"AuditEvent",\
                        "resourceId":"%s","operationName":"SecretGet","operationVersion":"7.4",\
                        "resultType":"Success","resultSignature":"OK","durationMs":"21",\
                        "callerIpAddress":"198.51.100.7","correlationId":"c-1","identity":%s,\
                        "properties":{"id":"https://v-1.vault.azure.net/secrets/s/1",\
                        "requestUri":"https://v-1.vault.azure.net/secrets/s?api-version=7.4",\
                        "httpStatusCode":200}}]}"""
                                .formatted(VAULT, CLAIMS));
        assertThat(event.category()).isEqualTo(Category.KEY_VAULT);
        assertThat(event.activity()).isEqualTo("secretget");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
        assertThat(event.origin().ip()).isEqualTo("198.51.100.7");
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:00:00.123Z"));
        assertThat(event.audit().detail("id")).isEqualTo("https://v-1.vault.azure.net/secrets/s/1");
    }

    @Test
    void aRowOfTheTable() {
        EntraEvent event =
                event(
                        """
                        {"TimeGenerated":"2026-03-09T09:00:00Z","Type":"AZKVAuditLogs",\
                        "TenantId":"workspace","_ResourceId":"%s","OperationName":"SecretList",\
                        "ResultType":"","HttpStatusCode":403,"CallerIpAddress":"198.51.100.7",\
                        "Id":"https://v-1.vault.azure.net/secrets","Identity":%s}"""
                                .formatted(VAULT, CLAIMS));
        assertThat(event.category()).isEqualTo(Category.KEY_VAULT);
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
    }

    @Test
    void anAuditLogOfAnotherResourceIsNone() {
        EntraEvent event =
                event(
                        """
                        {"time":"2026-03-09T09:00:00Z","category":"AuditEvent","operationName":"SecretGet",\
                        "resourceId":"/SUBSCRIPTIONS/S-1/PROVIDERS/MICROSOFT.BATCH/BATCHACCOUNTS/B",\
                        "properties":{}}""");
        assertThat(event.category()).isEqualTo(Category.OTHER);
    }
}
