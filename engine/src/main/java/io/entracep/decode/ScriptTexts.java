package io.entracep.decode;

/** What scripts make of objects that they write as text, PowerShell's above all. */
final class ScriptTexts {

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
        "Microsoft.Graph.",
        "Microsoft.Open.",
        "[object ",
        "{'",
        "[{'"
    };

    private ScriptTexts() {}

    /**
     * Whether this is an object that was too deep for {@code -Depth}, or that a column cannot hold:
     * {@code @{user=; app=}}, {@code class MsGraphTargetResource {…}}, {@code System.Object[]}; or
     * what JavaScript and Python print: {@code [object Object]}, {@code {'id': None}}. What was in
     * it is lost.
     */
    static boolean isObjectAsText(String logged) {
        String text = logged.stripLeading();
        if (text.isEmpty() || "@cSM[{".indexOf(text.charAt(0)) < 0) {
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
