package io.entracep.scenario;

import java.util.List;

/** All kinds of records. */
final class Templates {
    static final List<Template> ALL =
            List.of(
                    new SignInTemplate("sign-in", "SignInLogs"),
                    new SignInTemplate("refresh", "NonInteractiveUserSignInLogs"),
                    new SignInTemplate("adfs-sign-in", "ADFSSignInLogs"),
                    new WorkloadSignInTemplate(
                            "service-principal-sign-in", "ServicePrincipalSignInLogs"),
                    new WorkloadSignInTemplate(
                            "managed-identity-sign-in", "ManagedIdentitySignInLogs"),
                    new AuditTemplate(),
                    new PimTemplate("pim"),
                    new PimTemplate("pim-activation"),
                    new RiskTemplate("user-risk"),
                    new RiskTemplate("risky-user"),
                    new AzureTemplate(),
                    new KeyVaultTemplate(),
                    new RawTemplate());

    private Templates() {}
}
