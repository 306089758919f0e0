package io.entracep.decode;

/** What PowerShell's {@code ConvertTo-Json} and {@code Export-Csv} make of objects. */
final class PowerShell {

    private static final String[] TYPES = {
        "@{",
        "class MsGraph",
        "class MicrosoftGraph",
        "class Audit",
        "class Target",
        "class Additional",
        "class Initiated",
        "class Modified",
        "System.Object",
        "System.Collections.",
        "System.String[]",
        "Microsoft.Graph.PowerShell.",
        "Microsoft.Graph.Models.",
        "Microsoft.Open."
    };

    private PowerShell() {}

    /**
     * Whether this is an object that was too deep for {@code -Depth}, or that a column cannot hold:
     * {@code @{user=; app=}}, {@code class MsGraphTargetResource {…}}, {@code System.Object[]}.
     * What was in it is lost.
     */
    static boolean isObjectAsText(String text) {
        if (text.isEmpty() || "@cSM".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        for (String type : TYPES) {
            if (text.startsWith(type)) {
                return true;
            }
        }
        return false;
    }
}
