package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of a person: SignInLogs, or NonInteractiveUserSignInLogs when a token was refreshed.
 *
 * @param origin where from, {@code machine} with what, {@code application} to what
 */
record SignIn(
        long eventTime,
        Account account,
        Origin origin,
        Machine machine,
        Application application,
        Ending ending,
        Flow flow)
        implements Draft {

    static final String INTERACTIVE = "SignInLogs";
    static final String NON_INTERACTIVE = "NonInteractiveUserSignInLogs";

    /**
     * How it ended.
     *
     * @param detail {@code status.additionalDetails}, null when the vendor writes none
     */
    record Ending(Result result, Proof proof, @Nullable String detail) {
        static final Ending BY_EARLIER_CLAIM =
                new Ending(
                        Result.SUCCESS,
                        Proof.EARLIER_CLAIM,
                        "MFA requirement satisfied by claim in the token");
        static final Ending WITH_MFA =
                new Ending(Result.SUCCESS, Proof.PASSWORD_AND_MFA, "MFA completed in Azure AD");
        static final Ending PASSWORD_ONLY = new Ending(Result.SUCCESS, Proof.PASSWORD, null);
        static final Ending REFRESHED = new Ending(Result.SUCCESS, Proof.REFRESH, null);
        static final Ending WRONG_PASSWORD = failed(Result.WRONG_PASSWORD);
        static final Ending MFA_PROMPTED =
                new Ending(Result.MFA_PROMPTED, Proof.PASSWORD_AND_MFA, "MFA required in Azure AD");
        static final Ending MFA_DECLINED =
                new Ending(
                        Result.MFA_FAILED,
                        Proof.PASSWORD_AND_MFA,
                        "MFA denied; user declined the authentication");
        static final Ending MFA_UNANSWERED =
                new Ending(
                        Result.MFA_FAILED,
                        Proof.PASSWORD_AND_MFA,
                        "MFA denied; user did not respond to mobile app notification");

        static Ending failed(Result result) {
            return new Ending(result, Proof.PASSWORD, null);
        }

        static Ending refreshFailed(Result result) {
            return new Ending(result, Proof.REFRESH, null);
        }

        boolean succeeded() {
            return result == Result.SUCCESS;
        }

        boolean isInteractive() {
            return proof != Proof.REFRESH;
        }

        boolean passedMfa() {
            return succeeded() && proof == Proof.PASSWORD_AND_MFA;
        }
    }

    /**
     * The ids that tie records together.
     *
     * @param isPending the record is sent before its details are complete, and again later
     */
    record Flow(String id, String correlationId, String sessionId, boolean isPending) {}

    /** A sign-in to the office portal that starts a flow and a session of its own. */
    static SignIn of(
            long time, Account account, Origin origin, Machine machine, Ending ending, Dice dice) {
        Flow flow = new Flow(dice.guid(), dice.guid(), dice.guid(), false);
        return new SignIn(time, account, origin, machine, Application.OFFICE, ending, flow);
    }

    SignIn to(Application other) {
        return new SignIn(eventTime, account, origin, machine, other, ending, flow);
    }

    SignIn inSession(String session) {
        return with(new Flow(flow.id, flow.correlationId, session, flow.isPending));
    }

    /** The next record of the same flow: same correlation id, its own request id. */
    SignIn then(Ending next, long afterMillis, Dice dice) {
        Flow own = new Flow(dice.guid(), flow.correlationId, flow.sessionId, false);
        return new SignIn(
                eventTime + afterMillis, account, origin, machine, application, next, own);
    }

    /** The same record as sent before its steps are complete. */
    SignIn pending() {
        return with(new Flow(flow.id, flow.correlationId, flow.sessionId, true));
    }

    private SignIn with(Flow other) {
        return new SignIn(eventTime, account, origin, machine, application, ending, other);
    }

    @Override
    public String category() {
        return ending.isInteractive() ? INTERACTIVE : NON_INTERACTIVE;
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        new SignInWriter(this, tenant, json).write(emittedAt);
    }
}
