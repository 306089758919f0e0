package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes {@code authenticationDetails}, the steps of one sign-in. */
final class AuthenticationSteps {
    private static final String PRIMARY = "Primary authentication";
    private static final String SECOND = "Multi-factor authentication";

    private AuthenticationSteps() {}

    static void write(JsonGenerator json, SignIn signIn) throws IOException {
        json.writeArrayFieldStart("authenticationDetails");
        String time = VendorTime.offset(signIn.eventTime());
        switch (signIn.ending().proof()) {
            case REFRESH -> {}
            case EARLIER_CLAIM -> {
                String claim = "requirement satisfied by claim in the token";
                step(json, time, "Previously satisfied", true, "First factor " + claim, PRIMARY);
                step(json, time, "Previously satisfied", true, "MFA " + claim, SECOND);
            }
            case PASSWORD -> password(json, time, signIn);
            case PASSWORD_AND_MFA -> {
                password(json, time, signIn);
                prompt(json, time, signIn);
            }
        }
        json.writeEndArray();
    }

    private static void password(JsonGenerator json, String time, SignIn signIn)
            throws IOException {
        switch (signIn.ending().result()) {
            case WRONG_PASSWORD, LOCKED, UNKNOWN_USER ->
                    step(
                            json,
                            time,
                            "Password",
                            false,
                            "Invalid username or password or Invalid on-premise username or"
                                    + " password.",
                            PRIMARY);
            default -> step(json, time, "Password", true, "Correct password", PRIMARY);
        }
    }

    private static void prompt(JsonGenerator json, String time, SignIn signIn) throws IOException {
        String method = "Mobile app notification";
        if (signIn.flow().isPending() || signIn.ending().result() == Result.MFA_PROMPTED) {
            // Seen in real records: successful, and the step still in progress.
            step(json, time, method, false, "Authentication in progress", PRIMARY);
        } else if (signIn.ending().result() == Result.SUCCESS) {
            step(json, time, method, true, "MFA successfully completed", SECOND);
        } else {
            step(json, time, method, false, signIn.ending().detail(), SECOND);
        }
    }

    private static void step(
            JsonGenerator json,
            String time,
            String method,
            boolean succeeded,
            @Nullable String detail,
            String requirement)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("authenticationStepDateTime", time);
        json.writeStringField("authenticationMethod", method);
        if (method.equals("Password")) {
            json.writeStringField("authenticationMethodDetail", "Password in the cloud");
        }
        json.writeBooleanField("succeeded", succeeded);
        if (detail != null) {
            json.writeStringField("authenticationStepResultDetail", detail);
        }
        json.writeStringField("authenticationStepRequirement", requirement);
        json.writeNumberField("StatusSequence", 0);
        json.writeNumberField("RequestSequence", 1);
        json.writeEndObject();
    }
}
