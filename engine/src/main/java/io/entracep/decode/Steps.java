package io.entracep.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The authentication steps of one sign-in, summed up. */
final class Steps {

    /**
     * Beginnings of methods that are a second factor wherever they succeed: the vendor's records
     * may call even the second step "Primary authentication".
     */
    private static final String[] SECOND_FACTORS = {
        "mobile app", "oath", "phone call", "fido2", "passkey", "windows hello"
    };

    private static final int MAX_STEPS = 32;

    private final List<String> methods = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean secondFactorCompleted;
    private @Nullable String claim;
    private int count;

    void clear() {
        methods.clear();
        failures.clear();
        secondFactorCompleted = false;
        claim = null;
        count = 0;
    }

    void add(
            @Nullable String method,
            boolean succeeded,
            @Nullable String result,
            @Nullable String requirement) {
        if (count++ >= MAX_STEPS) {
            return;
        }
        boolean earlier = method == null || method.equalsIgnoreCase("Previously satisfied");
        if (!earlier && !methods.contains(method)) {
            methods.add(method);
        }
        if (result != null && startsWith(result, "MFA requirement satisfied")) {
            claim = result;
        }
        if (succeeded) {
            secondFactorCompleted |=
                    isCompletion(result) || (!earlier && isSecondFactor(method, requirement));
        } else if (result != null && isFailure(result) && !failures.contains(result)) {
            failures.add(result);
        }
    }

    /** Distinct methods in order, comma separated; null where none was used. */
    @Nullable String methods() {
        return methods.isEmpty() ? null : String.join(",", methods);
    }

    /** Distinct texts of failed steps in order, comma separated; null where none failed. */
    @Nullable String failures() {
        return failures.isEmpty() ? null : String.join(",", failures);
    }

    /** A second factor was completed in this sign-in, not only claimed by a token. */
    boolean secondFactorCompleted() {
        return secondFactorCompleted;
    }

    /** The text of a step that was met by a second factor given earlier; null where none was. */
    @Nullable String claim() {
        return claim;
    }

    static boolean isCompletion(@Nullable String text) {
        return text != null
                && (startsWith(text, "MFA completed") || startsWith(text, "MFA successfully"));
    }

    static boolean startsWith(String text, String beginning) {
        return text.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private static boolean isSecondFactor(@Nullable String method, @Nullable String requirement) {
        if (method == null || method.equalsIgnoreCase("Password")) {
            return false;
        }
        if (requirement != null
                && (startsWith(requirement, "Multi") || startsWith(requirement, "Secondary"))) {
            return true;
        }
        String name = method.toLowerCase(Locale.ROOT);
        for (String beginning : SECOND_FACTORS) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Steps under way and claims that were met are logged as not succeeded too. */
    private static boolean isFailure(String result) {
        return !startsWith(result, "Authentication in progress")
                && !startsWith(result, "MFA requirement satisfied")
                && !startsWith(result, "First factor requirement satisfied");
    }
}
