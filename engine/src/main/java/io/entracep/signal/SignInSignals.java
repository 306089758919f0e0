package io.entracep.signal;

import io.entracep.decode.ErrorCodes;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.SignIn;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals of a person's sign-in. */
final class SignInSignals {
    /**
     * Legacy clients: the parameter {@code legacy_client_apps} of the catalogue's row PRIV-22;
     * "Other clients; X" by prefix.
     */
    private static final Set<String> LEGACY_CLIENTS =
            Set.of(
                    "authenticated smtp",
                    "smtp",
                    "autodiscover",
                    "exchange activesync",
                    "exchange online powershell",
                    "exchange web services",
                    "imap4",
                    "imap",
                    "mapi over http",
                    "mapi",
                    "offline address book",
                    "outlook anywhere",
                    "outlook anywhere (rpc over http)",
                    "outlook service",
                    "pop3",
                    "pop",
                    "reporting web services",
                    "universal outlook",
                    "other");

    private static final String LEGACY_PREFIX = "other clients";
    private static final String MFA_DENIED = "mfa denied";

    /** One prompt answered in two records. */
    private static final String DUPLICATE = "duplicate authentication attempt";

    /** How number matching tells that the person chose another number than was shown. */
    private static final String WRONG_NUMBER = "did not select the correct number";

    private SignInSignals() {}

    static void classify(EntraEvent event, SignalBits bits) {
        SignIn signIn = event.signIn();
        if (signIn == null) {
            return;
        }
        int code = signIn.errorCode();
        bits.add(Signal.SIGN_IN);
        bits.addIf(signIn.interactive(), Signal.SIGN_IN_INTERACTIVE);
        bits.addIf(ErrorCodes.isWrongPassword(code), Signal.SIGN_IN_WRONG_PASSWORD);
        bits.addIf(ErrorCodes.isSprayFailure(code), Signal.SIGN_IN_SPRAY_FAILURE);
        bits.addIf(ErrorCodes.isSuccessLike(code), Signal.SIGN_IN_SUCCESS_LIKE);
        bits.addIf(ErrorCodes.isConditionalAccess(code), Signal.CONDITIONAL_ACCESS_BLOCKED);
        bits.addIf(code == ErrorCodes.LOCKED_OUT, Signal.SIGN_IN_LOCKED_OUT);
        bits.addIf(signIn.addressBlocked(), Signal.SIGN_IN_ADDRESS_BLOCKED);
        bits.addIf(code == ErrorCodes.ACCOUNT_DISABLED, Signal.SIGN_IN_ACCOUNT_DISABLED);
        bits.addIf(isLegacy(signIn.clientApp()), Signal.LEGACY_PROTOCOL);
        classifyOutcome(event, signIn, bits);
        classifySecondFactor(signIn, bits);
    }

    private static void classifyOutcome(EntraEvent event, SignIn signIn, SignalBits bits) {
        int code = signIn.errorCode();
        if (event.outcome() == Outcome.SUCCESS) {
            bits.add(Signal.SIGN_IN_SUCCESS);
            bits.addIf(event.origin().hasCoordinates(), Signal.SIGN_IN_LOCATED);
            bits.addIf(signIn.interactive(), Signal.SIGN_IN_INTERACTIVE_SUCCESS);
            boolean fresh = isFresh(signIn);
            bits.addIf(fresh, Signal.SIGN_IN_FRESH);
            bits.addIf(fresh, Signal.SIGN_IN_PASSWORD_VALID);
            return;
        }
        bits.addIf(event.outcome() == Outcome.INTERRUPT, Signal.SIGN_IN_INTERRUPT);
        bits.addIf(ErrorCodes.provesPassword(code), Signal.SIGN_IN_PASSWORD_VALID);
        if (event.outcome() == Outcome.FAILURE) {
            bits.add(Signal.SIGN_IN_FAILURE);
            bits.addIf(!ErrorCodes.isIgnoredInFailureCounts(code), Signal.SIGN_IN_COUNTED_FAILURE);
        }
    }

    /**
     * A credential was presented: a method was used, or nothing says that the session only went on.
     */
    private static boolean isFresh(SignIn signIn) {
        if (signIn.method() != null
                || "ropc".equalsIgnoreCase(signIn.protocol())
                || isLegacy(signIn.clientApp())) {
            return true;
        }
        String token = signIn.incomingToken();
        return signIn.interactive() && (token == null || token.equalsIgnoreCase("none"));
    }

    private static void classifySecondFactor(SignIn signIn, SignalBits bits) {
        String detail = lower(signIn.statusDetail());
        String steps = lower(signIn.stepDetail());
        boolean refused =
                !detail.contains(DUPLICATE)
                        && (signIn.errorCode() == ErrorCodes.MFA_FAILED
                                || detail.startsWith(MFA_DENIED)
                                || steps.contains(MFA_DENIED));
        bits.addIf(refused, Signal.MFA_NOT_APPROVED);
        boolean byStatus =
                signIn.errorCode() == ErrorCodes.MFA_FAILED
                        && (detail.contains("fraud")
                                || (detail.startsWith(MFA_DENIED) && isRefusal(detail)));
        bits.addIf(
                byStatus
                        || (steps.contains(MFA_DENIED) && isRefusal(steps))
                        || steps.contains("fraud"),
                Signal.MFA_DENIED);
        bits.addIf(
                ErrorCodes.isSuccessLike(signIn.errorCode()) && signIn.mfaCompleted(),
                Signal.MFA_COMPLETED);
    }

    /** Who chooses a wrong number has read a prompt that was not for them, or cannot type. */
    private static boolean isRefusal(String texts) {
        return texts.contains("user declined") || texts.contains(WRONG_NUMBER);
    }

    private static boolean isLegacy(@Nullable String clientApp) {
        if (clientApp == null || clientApp.equals("Browser")) {
            return false;
        }
        String name = lower(clientApp);
        return LEGACY_CLIENTS.contains(name) || name.startsWith(LEGACY_PREFIX);
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    }
}
