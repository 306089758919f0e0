package io.entracep.declared;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose each number in state is: numbers are hashes, and two rules with one number would be taken
 * for each other.
 */
final class SignalNumbers {
    private final Map<Long, String> owners = new HashMap<>();

    /**
     * Claims a number.
     *
     * @param owner the rule, or the rule as a detection sees it
     * @return who has the number already, where that is somebody else
     */
    Optional<String> claim(long number, String owner) {
        String other = owners.putIfAbsent(number, owner);
        return Optional.ofNullable(other).filter(known -> !known.equals(owner));
    }
}
