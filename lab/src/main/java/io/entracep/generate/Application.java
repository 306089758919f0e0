package io.entracep.generate;

import java.util.List;

/** A client application and the resource that it opens. */
record Application(
        String id, String name, String resourceId, String resourceName, String clientAppUsed) {

    private static final String BROWSER = "Browser";
    private static final String NATIVE = "Mobile Apps and Desktop clients";

    // First-party application ids: Microsoft, "Verify first-party Microsoft applications in
    // sign-in reports".
    static final Application AZURE_PORTAL =
            new Application(
                    "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
                    "Azure Portal",
                    "797f4846-ba00-4fd7-ba43-dac1f8f63013",
                    "Windows Azure Service Management API",
                    BROWSER);
    static final Application OFFICE =
            new Application(
                    "4765445b-32c6-49b0-83e6-1d93765276ca",
                    "OfficeHome",
                    "00000003-0000-0000-c000-000000000000",
                    "Microsoft Graph",
                    BROWSER);
    static final Application EXCHANGE =
            new Application(
                    "00000002-0000-0ff1-ce00-000000000000",
                    "Office 365 Exchange Online",
                    "00000002-0000-0ff1-ce00-000000000000",
                    "Office 365 Exchange Online",
                    NATIVE);
    static final Application TEAMS =
            new Application(
                    "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
                    "Microsoft Teams",
                    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
                    "Microsoft Teams Services",
                    NATIVE);
    static final Application SHAREPOINT =
            new Application(
                    "00000003-0000-0ff1-ce00-000000000000",
                    "Office 365 SharePoint Online",
                    "00000003-0000-0ff1-ce00-000000000000",
                    "Office 365 SharePoint Online",
                    BROWSER);
    static final Application OUTLOOK_MOBILE =
            new Application(
                    "27922004-5251-4030-b22d-91ecd9a37ea4",
                    "Outlook Mobile",
                    "00000002-0000-0ff1-ce00-000000000000",
                    "Office 365 Exchange Online",
                    NATIVE);

    static final List<Application> EVERYDAY = List.of(OFFICE, EXCHANGE, TEAMS, SHAREPOINT);

    Application through(String otherClient) {
        return new Application(id, name, resourceId, resourceName, otherClient);
    }
}
