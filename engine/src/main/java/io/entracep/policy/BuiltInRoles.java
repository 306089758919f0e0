package io.entracep.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Template ids and names of the roles that count as privileged unless the policy says otherwise.
 *
 * <p>Source: Microsoft Learn, "Microsoft Entra built-in roles" and "Azure built-in roles". A
 * template id is the same in every tenant. Of the directory's roles these are all that Microsoft
 * labels privileged as of January 2026, and by our choice Exchange, SharePoint, Billing and
 * Authentication Policy Administrator.
 */
final class BuiltInRoles {

    /** Directory roles by template id. */
    static final Map<String, String> PRIVILEGED =
            table(
                    "62e90394-69f5-4237-9190-012177145e10", "Global Administrator",
                    "e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator",
                    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
                            "Privileged Authentication Administrator",
                    "194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator",
                    "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator",
                    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator",
                    "158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator",
                    "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator",
                    "c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator",
                    "fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator",
                    "29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator",
                    "f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator",
                    "3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator",
                    "729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator",
                    "966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator",
                    "b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator",
                    "7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator",
                    "0526716b-113d-4c15-b2c8-68e3c22b9f80", "Authentication Policy Administrator",
                    "db506228-d27e-4b7d-95e5-295956d6615f", "Agent ID Administrator",
                    "d2562ede-74db-457e-a7b6-544e236ebb61", "AI Administrator",
                    "cf1c38e5-3621-4004-a7cb-879624dced7c", "Application Developer",
                    "ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe", "Attribute Provisioning Administrator",
                    "422218e4-db15-4ef9-bbe0-8afb41546d79", "Attribute Provisioning Reader",
                    "25a516ed-2fa0-40ea-a2d0-12923a21473a",
                            "Authentication Extensibility Administrator",
                    "0b00bede-4072-4d22-b441-e7df02a1ef63",
                            "Authentication Extensibility Password Administrator",
                    "aaf43236-0c0d-4d5f-883a-6955382ac081", "B2C IEF Keyset Administrator",
                    "d29b2b05-8046-44ba-8758-1e26182fcf32", "Directory Synchronization Accounts",
                    "9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers",
                    "8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator",
                    "be2f45a1-457d-42af-a067-6ec1fa63bc45",
                            "External Identity Provider Administrator",
                    "f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader",
                    "59d46f88-662b-457b-bceb-5c3809e5908f", "Lifecycle Workflows Administrator",
                    "4ba39ca4-527c-499a-b93d-d9b492c50246", "Partner Tier1 Support",
                    "e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8", "Partner Tier2 Support",
                    "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator",
                    "5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader");

    /** Those of {@link #PRIVILEGED} that can give themselves any other. */
    static final List<String> TIER_ZERO =
            List.of(
                    "62e90394-69f5-4237-9190-012177145e10",
                    "e8611ab8-c189-46e8-94e1-60213ab1f814",
                    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13");

    /** Azure resource roles by role definition id. */
    static final Map<String, String> PRIVILEGED_AZURE =
            table(
                    "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner",
                    "b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor",
                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator",
                    "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
                            "Role Based Access Control Administrator",
                    "92b92042-07d9-4307-87f7-36a593fc5850", "Azure File Sync Administrator",
                    "a8889054-8d42-49c9-bc1c-52486c10e7cd", "Reservations Administrator");

    private BuiltInRoles() {}

    private static Map<String, String> table(String... idsAndNames) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i < idsAndNames.length; i += 2) {
            table.put(idsAndNames[i], idsAndNames[i + 1]);
        }
        return Collections.unmodifiableMap(table);
    }
}
