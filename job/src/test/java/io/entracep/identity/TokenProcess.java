package io.entracep.identity;

/** Asks for a token as a managed identity and prints it; run in a process of its own. */
final class TokenProcess {
    private TokenProcess() {}

    public static void main(String[] arguments) {
        EntraCredential credential = EntraCredential.userAssigned(arguments[0]);
        try {
            System.out.println(
                    "token " + new EntraTokens(credential, arguments[1]).token().value());
        } catch (IdentityException e) {
            System.out.println("none " + e.getMessage());
        }
    }
}
