package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * What became of the second factor of a sign-in.
 *
 * @param code result code that goes with it
 * @param detail {@code status.additionalDetails}, empty where there is none
 * @param method method of its step, empty where there is no step
 * @param succeeded whether the step succeeded
 */
record SecondFactor(int code, String detail, String method, boolean succeeded) {
    private static final String PUSH = "Mobile app notification";
    private static final List<String> CHOICES =
            List.of("none", "completed", "claim", "required", "denied", "unanswered", "fraud");

    /**
     * Of the key {@code mfa}. Texts are those of the vendor's records.
     *
     * <p>Source: Microsoft Learn, "Sign-in logs: MFA result details".
     */
    static SecondFactor of(Section line) {
        return switch (line.choice("mfa", CHOICES)) {
            case "completed" -> new SecondFactor(0, "MFA completed in Azure AD", PUSH, true);
            case "claim" ->
                    new SecondFactor(
                            0, "MFA requirement satisfied by claim in the token", "", false);
            case "required" -> new SecondFactor(50074, "MFA required in Azure AD", "", false);
            case "denied" -> refused("MFA denied; user declined the authentication");
            case "unanswered" ->
                    refused("MFA denied; user did not respond to mobile app notification");
            case "fraud" -> refused("MFA denied; Phone App Reported Fraud");
            default -> new SecondFactor(0, "", "", false);
        };
    }

    private static SecondFactor refused(String detail) {
        return new SecondFactor(500121, detail, PUSH, false);
    }

    /** The requirement that the sign-in had. */
    String requirement() {
        return detail.isEmpty() ? "singleFactorAuthentication" : "multiFactorAuthentication";
    }

    void addStep(ArrayNode steps) {
        if (!method.isEmpty()) {
            steps.addObject()
                    .put("authenticationMethod", method)
                    .put("succeeded", succeeded)
                    .put("authenticationStepResultDetail", detail)
                    .put("authenticationStepRequirement", "Secondary authentication");
        }
    }
}
