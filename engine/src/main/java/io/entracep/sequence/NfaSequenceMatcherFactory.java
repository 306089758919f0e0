package io.entracep.sequence;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceMatcher;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.compiler.NFACompiler;

/**
 * Makes matchers that share one NFA engine: one factory per subtask. Not thread-safe, nor are its
 * matchers. Nothing is kept between two calls of a matcher, and no thread is left running.
 *
 * <pre>{@code
 * try (var factory = new NfaSequenceMatcherFactory()) {
 *     SequenceMatcher matcher = factory.create(SequenceDefinition.of("created-then-deleted", pattern));
 *     Optional<Map<String, Observation>> match = matcher.matchEndingIn(deleted, journal);
 * }
 * }</pre>
 */
public final class NfaSequenceMatcherFactory implements SequenceMatcher.Factory, AutoCloseable {
    private final NfaEngine engine = new NfaEngine();

    /**
     * {@inheritDoc}
     *
     * <p>For a join key, a matcher looks at no more than the latest 64 observations before the end
     * that satisfy a stage and can be told apart. A match that begins further back is not found;
     * one that does not is found as without the bound. Where the end itself is not joined, the 64
     * keys seen latest are tried, and the match of another key may stand in for one that is out of
     * reach.
     */
    @Override
    public SequenceMatcher create(SequenceDefinition definition) {
        Admission.check(definition);
        Stages stages = Stages.of(definition);
        // Not opened: the NFA's conditions are bits of steps and need no runtime context.
        NFA<Step> nfa =
                NFACompiler.compileFactory(PatternReverser.reverse(stages), false).createNFA();
        return new NfaSequenceMatcher(engine, stages, nfa);
    }

    NfaEngine engine() {
        return engine;
    }

    /** Ends the engine; its matchers throw {@link IllegalStateException} from then on. */
    @Override
    public void close() {
        engine.close();
    }
}
