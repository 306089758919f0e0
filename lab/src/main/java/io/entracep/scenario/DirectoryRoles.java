package io.entracep.scenario;

import java.util.Map;

/**
 * Template ids of directory roles and definition ids of Azure roles by name.
 *
 * <p>Source: Microsoft Learn, "Microsoft Entra built-in roles" and "Azure built-in roles".
 */
final class DirectoryRoles {
    private static final Map<String, String> TEMPLATES =
            Map.ofEntries(
                    Map.entry("Global Administrator", "62e90394-69f5-4237-9190-012177145e10"),
                    Map.entry(
                            "Privileged Role Administrator",
                            "e8611ab8-c189-46e8-94e1-60213ab1f814"),
                    Map.entry(
                            "Privileged Authentication Administrator",
                            "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"),
                    Map.entry("Security Administrator", "194ae4cb-b126-40b2-bd5b-6091b380977d"),
                    Map.entry(
                            "Conditional Access Administrator",
                            "b1be1c3e-b65d-4f19-8427-f6fa0d97feb9"),
                    Map.entry("Application Administrator", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"),
                    Map.entry("User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1"),
                    Map.entry("Exchange Administrator", "29232cdf-9323-42fd-ade2-1d097af3e4de"),
                    Map.entry("Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8"),
                    Map.entry("Billing Administrator", "b0f54661-2d74-4c50-afa3-1ec803f12efe"),
                    Map.entry("Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451"),
                    Map.entry("Reports Reader", "4a5d8f65-41da-4de4-8968-e035b65339cf"),
                    Map.entry("Directory Readers", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"));

    private static final Map<String, String> AZURE =
            Map.of(
                    "Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
                    "Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c",
                    "User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                    "Role Based Access Control Administrator",
                            "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
                    "Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7");

    private DirectoryRoles() {}

    /** The template id of a built-in role, else an id made of the name, as custom roles have. */
    static String templateId(String name) {
        return TEMPLATES.getOrDefault(name, Ids.of(name));
    }

    /** The definition id of a built-in Azure role, else an id made of the name. */
    static String azureId(String name) {
        return AZURE.getOrDefault(name, Ids.of(name));
    }
}
