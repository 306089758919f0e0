package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A record of the log of a key vault: {@code key-vault: SecretGet}. */
final class KeyVaultTemplate implements Template {
    @Override
    public String key() {
        return "key-vault";
    }

    @Override
    public String accountKey() {
        return "by";
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        String vault = line.text("vault", "vault");
        String result = line.text("result", "Success");
        boolean succeeded = result.equals("Success");
        ObjectNode record = Envelope.of(occurrence, "AuditEvent", line.required(key()));
        record.put("time", occurrence.timeZulu())
                .put("resourceId", resource(vault))
                .put("resultType", result)
                .put("resultSignature", succeeded ? "OK" : "Forbidden")
                .put("callerIpAddress", Envelope.ip(line));
        ObjectNode claims = record.putObject("identity").putObject("claim");
        String by = line.text("by");
        String app = line.text("by-app");
        if (by != null) {
            claims.put(AzureTemplate.OBJECT_ID, line.text("by-id", Ids.of(by)))
                    .put(AzureTemplate.UPN, by);
        } else if (app != null) {
            claims.put(AzureTemplate.OBJECT_ID, Ids.of(app)).put("appid", Apps.id(app));
        }
        String address = "https://" + vault.toLowerCase(Locale.ROOT) + ".vault.azure.net/";
        String id = address + "secrets/" + line.text("secret", "secret");
        Envelope.properties(record)
                .put("id", id)
                .put("requestUri", id + "?api-version=7.4")
                .put("httpStatusCode", succeeded ? 200 : 403);
        return Envelope.withRaw(record, line);
    }

    private static String resource(String vault) {
        return ("/subscriptions/"
                        + Ids.of("subscription")
                        + "/resourcegroups/vaults/providers/microsoft.keyvault/vaults/"
                        + vault)
                .toUpperCase(Locale.ROOT);
    }
}
