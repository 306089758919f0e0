package io.entracep.scenario;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.loop.Undecided;
import io.entracep.state.StableHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs scenarios. Every scenario under every mutator is a tenant of its own, so that those that
 * share a policy are one job: tenants do not see each other, and each has its own end of time.
 *
 * <pre>{@code
 * try (ScenarioRunner runner = new ScenarioRunner(catalogue)) {
 *     List<Outcome> outcomes = runner.run(scenarios, EnumSet.allOf(Mutator.class), 1);
 * }
 * }</pre>
 */
public final class ScenarioRunner implements AutoCloseable {
    private final Catalogue catalogue;
    private final ScenarioJob job;

    /**
     * Starts an embedded cluster.
     *
     * @throws Exception where it does not start
     */
    public ScenarioRunner(Catalogue catalogue) throws Exception {
        this.catalogue = catalogue;
        this.job = new ScenarioJob();
    }

    /** A scenario under a mutator, in its tenant. */
    private record Case(Scenario scenario, Mutator mutator, String tenantId) {}

    /**
     * Runs them all.
     *
     * @param seed decides what the mutators do
     * @return in the order of the scenarios, then of the mutators
     * @throws Exception where a job fails; a detection that throws is a failure of its scenario
     */
    public List<Outcome> run(List<Scenario> scenarios, Set<Mutator> mutators, long seed)
            throws Exception {
        Map<String, List<Scenario>> byPolicy =
                scenarios.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Scenario::policyText,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        Map<Case, Result> results = new LinkedHashMap<>();
        for (List<Scenario> batch : byPolicy.values()) {
            results.putAll(runBatch(batch, mutators, seed));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            mutators.forEach(mutator -> outcomes.add(outcome(scenario, mutator, results)));
        }
        return outcomes;
    }

    private Map<Case, Result> runBatch(List<Scenario> batch, Set<Mutator> mutators, long seed)
            throws Exception {
        List<Case> cases = new ArrayList<>();
        for (Scenario scenario : batch) {
            // Always as it is, for the comparison.
            for (Mutator mutator : Mutator.values()) {
                if (mutator == Mutator.AS_IS || mutators.contains(mutator)) {
                    cases.add(caseOf(scenario, mutator));
                }
            }
        }
        Rulebook rulebook = new Rulebook(batch.get(0).policy(), catalogue.ownRules());
        List<Decoded> arrivals = new ArrayList<>();
        Map<Case, List<Decoded.DeadLetter>> unread = new LinkedHashMap<>();
        for (Case one : cases) {
            List<Decoded> decoded = decoded(one, seed, rulebook);
            arrivals.addAll(decoded);
            unread.put(
                    one,
                    decoded.stream()
                            .filter(Decoded.DeadLetter.class::isInstance)
                            .map(Decoded.DeadLetter.class::cast)
                            .toList());
        }
        ScenarioJob.Said said = job.run(arrivals, rulebook);
        return results(cases, said, unread);
    }

    private static Case caseOf(Scenario scenario, Mutator mutator) {
        return new Case(
                scenario, mutator, Ids.of("tenant of " + scenario.file() + " " + mutator.label()));
    }

    private static List<Decoded> decoded(Case one, long seed, Rulebook rulebook) {
        Random random = new Random(seed ^ StableHash.hash64(one.scenario().name() + one.mutator()));
        List<Decoded> decoded = new ArrayList<>();
        RecordDecoder decoder = new RecordDecoder(rulebook.create());
        for (ScenarioRecord record : one.mutator().arrivals(one.scenario().records(), random)) {
            byte[] bytes = record.bytesFor(one.tenantId());
            Position position =
                    new Position(one.scenario().file() + ", line " + record.line(), 0, 0);
            decoder.decode(bytes, 0, bytes.length, position, decoded::add);
        }
        return decoded;
    }

    private static Map<Case, Result> results(
            List<Case> cases, ScenarioJob.Said said, Map<Case, List<Decoded.DeadLetter>> unread) {
        Map<String, List<Alert>> alerts = by(said.deliveries(), Alert::tenantId);
        Map<String, List<Undecided>> undecided = by(said.undecided(), Undecided::tenantId);
        Map<Case, Result> results = new LinkedHashMap<>();
        for (Case one : cases) {
            List<Decoded.DeadLetter> letters = new ArrayList<>(unread.get(one));
            for (Decoded letter : said.deadLetters()) {
                if (letter instanceof Decoded.DeadLetter judged
                        && judged.source().startsWith(one.tenantId())) {
                    letters.add(judged);
                }
            }
            results.put(
                    one,
                    Result.of(
                            alerts.getOrDefault(one.tenantId(), List.of()),
                            undecided.getOrDefault(one.tenantId(), List.of()),
                            letters));
        }
        return results;
    }

    private static <T> Map<String, List<T>> by(Collection<T> all, Function<T, String> tenant) {
        return all.stream().collect(Collectors.groupingBy(tenant));
    }

    private Outcome outcome(Scenario scenario, Mutator mutator, Map<Case, Result> results) {
        Result result = Objects.requireNonNull(results.get(caseOf(scenario, mutator)));
        Result asIs = Objects.requireNonNull(results.get(caseOf(scenario, Mutator.AS_IS)));
        List<String> failures = new ArrayList<>(Comparison.failures(scenario, result, catalogue));
        if (mutator != Mutator.AS_IS) {
            failures.addAll(Comparison.mutations(asIs, result));
        }
        return new Outcome(scenario, mutator, failures);
    }

    @Override
    public void close() {
        job.close();
    }
}
