package io.entracep.detections.spray;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Attempts and sign-ins at a network by address and account: who rents an address rents the next.
 * Made once for many questions, since a network may see thousands of either.
 */
final class Neighbours {
    /** Attempts of an address on so many accounts are a spray, also for the next address. */
    private static final int ACCOUNTS = 5;

    private final Map<String, List<Observation>> attemptsByAddress = new HashMap<>();
    private final Map<String, Set<String>> addressesByAccount = new HashMap<>();
    private final Map<String, List<Observation>> signInsByAccount = new HashMap<>();

    /**
     * @param findings in order of time
     */
    Neighbours(List<Observation> findings) {
        for (Observation finding : findings) {
            String address = SprayCount.address(finding);
            String account = SprayCount.account(finding);
            if (address == null || account == null) {
                continue;
            }
            if (finding.isFindingOf(StrangeAttempt.AT_NETWORK)) {
                attemptsByAddress.computeIfAbsent(address, key -> new ArrayList<>()).add(finding);
                addressesByAccount.computeIfAbsent(account, key -> new TreeSet<>()).add(address);
            } else if (finding.isFindingOf(StrangeSignIn.AT_NETWORK)) {
                signInsByAccount.computeIfAbsent(account, key -> new ArrayList<>()).add(finding);
            }
        }
    }

    /**
     * Attempts of one other address on so many accounts, the one of the sign-in among them, the
     * first on each; empty for none.
     *
     * @param from attempts from then on
     * @param to and until before then
     */
    List<Observation> triedBefore(Observation signIn, long from, long to) {
        String account = SprayCount.account(signIn);
        for (String address : addressesByAccount.getOrDefault(account, Set.of())) {
            if (address.equals(SprayCount.address(signIn))) {
                continue;
            }
            Map<String, Observation> tried = new TreeMap<>();
            for (Observation attempt : attemptsByAddress.getOrDefault(address, List.of())) {
                if (attempt.time() >= from && attempt.time() < to) {
                    tried.putIfAbsent(Objects.requireNonNull(SprayCount.account(attempt)), attempt);
                }
            }
            if (tried.size() >= ACCOUNTS && tried.containsKey(account)) {
                return List.copyOf(tried.values());
            }
        }
        return List.of();
    }

    /** Whether an account that the address of the attempt tried signed in from another one. */
    boolean mayDecide(Observation attempt) {
        String address = SprayCount.address(attempt);
        return attemptsByAddress.getOrDefault(address, List.of()).stream()
                .map(SprayCount::account)
                .distinct()
                .flatMap(account -> signInsByAccount.getOrDefault(account, List.of()).stream())
                .anyMatch(signIn -> !Objects.equals(address, SprayCount.address(signIn)));
    }
}
