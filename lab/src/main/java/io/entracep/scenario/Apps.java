package io.entracep.scenario;

import java.util.Map;

/** Ids of applications that scenarios know by name. */
final class Apps {
    /** Source: Microsoft, "Verify first-party Microsoft applications in sign-in reports". */
    private static final Map<String, String> FIRST_PARTY =
            Map.ofEntries(
                    Map.entry("Azure Portal", "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"),
                    Map.entry("OfficeHome", "4765445b-32c6-49b0-83e6-1d93765276ca"),
                    Map.entry("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000"),
                    Map.entry("Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-5451cc387264"),
                    Map.entry("Microsoft Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
                    Map.entry(
                            "Azure Active Directory PowerShell",
                            "1b730954-1685-4b74-9bfd-dac224a7b894"),
                    Map.entry("Microsoft Azure PowerShell", "1950a258-227b-4e31-a9cf-717495945fc2"),
                    Map.entry(
                            "Microsoft Authentication Broker",
                            "29d9ed98-a469-4536-ade2-f981bc1d605e"),
                    Map.entry(
                            "Device Registration Service", "01cb2876-7ebd-4aa4-9cc9-d28bd4d359a9"),
                    Map.entry("Microsoft Graph", "00000003-0000-0000-c000-000000000000"),
                    Map.entry(
                            "Windows Azure Active Directory",
                            "00000002-0000-0000-c000-000000000000"),
                    Map.entry(
                            "Windows Azure Service Management API",
                            "797f4846-ba00-4fd7-ba43-dac1f8f63013"),
                    Map.entry("Graph Explorer", "de8bc8b5-d9f9-48b1-a8ad-b748da725064"));

    private Apps() {}

    /** The vendor's id of a first-party application, else one made of the name. */
    static String id(String name) {
        String known = FIRST_PARTY.get(name);
        return known == null ? Ids.of("application id of " + name) : known;
    }
}
