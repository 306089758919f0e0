package io.entracep.identity;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a failed request for a token without repeating text of a server.
 *
 * @param code error code of Microsoft Entra, such as {@code AADSTS7000215}; null where it gave none
 * @param network what went wrong on the way there; null where an answer came
 */
record IdentityFailure(@Nullable String code, @Nullable IOException network) {
    /** Seven digits at most today. */
    private static final Pattern CODE = Pattern.compile("AADSTS\\d{1,9}");

    /** A chain of causes longer than this is a loop. */
    private static final int DEEPEST_CAUSE = 20;

    static IdentityFailure of(Throwable thrown) {
        String code = null;
        IOException network = null;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Matcher matcher = CODE.matcher(String.valueOf(cause.getMessage()));
            if (code == null && matcher.find()) {
                code = matcher.group();
            }
            if (network == null && cause instanceof IOException io) {
                network = io;
            }
            cause = cause.getCause();
        }
        return new IdentityFailure(code, network);
    }

    IdentityException explain(EntraCredential credential, String scope) {
        return new IdentityException(
                "Microsoft Entra gives no token for %s to %s: %s"
                        .formatted(scope, credential.describe(), why(credential)),
                label());
    }

    private String label() {
        if (code != null) {
            return code;
        }
        return network == null ? "no-token" : network.getClass().getSimpleName();
    }

    private String why(EntraCredential credential) {
        if (code != null) {
            return code + ". " + advice(code);
        }
        if (network != null) {
            return "no answer (%s). Check name resolution, firewall and proxy on the way to it, and its TLS certificate."
                    .formatted(network.getClass().getSimpleName());
        }
        return switch (credential.kind()) {
            case MANAGED_IDENTITY ->
                    "this machine has no managed identity that may be used. Assign one, and check"
                            + " the client id if one is configured.";
            case WORKLOAD_IDENTITY ->
                    "the pod has no federated token, or it was refused. Check that the webhook of"
                            + " workload identity set AZURE_TENANT_ID, AZURE_CLIENT_ID and"
                            + " AZURE_FEDERATED_TOKEN_FILE, or configure them.";
            case CLIENT_SECRET ->
                    "it refused without an error code, or is out of order. Check tenant id, client"
                            + " id and secret if it stays so.";
        };
    }

    /**
     * Source of the codes: Microsoft, "Microsoft Entra authentication and authorization error
     * codes".
     */
    private static String advice(String code) {
        return switch (code) {
            case "AADSTS7000215" ->
                    "The secret is wrong. Configure the secret's value, not its id.";
            case "AADSTS7000222" ->
                    "The secret has expired. Make a new one; the next attempt reads it.";
            case "AADSTS700016" ->
                    "The tenant knows no such application. Check client id and tenant id.";
            case "AADSTS90002" -> "There is no such tenant. Check tenant id and authority host.";
            case "AADSTS70021", "AADSTS700211", "AADSTS700212", "AADSTS700213" ->
                    "No federated credential of the application matches the token. Check its issuer, subject and audience.";
            case "AADSTS500011" ->
                    "The tenant knows no such resource. Check the scope, and the cloud it is for.";
            case "AADSTS7000112" -> "The application is disabled. Enable it.";
            default ->
                    "Look the code up at https://login.microsoftonline.com/error, and check tenant id, client id and secret.";
        };
    }
}
