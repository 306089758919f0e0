package io.entracep.sequence;

import static io.entracep.sequence.Letters.A;
import static io.entracep.sequence.Letters.Z;
import static io.entracep.sequence.Letters.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import io.entracep.testing.Observations;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.junit.jupiter.api.Test;

class NfaEngineTest {

    @Test
    void leavesNoThreadBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory();
        factory.create(twoStages());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(timers(before)).isEmpty());
        factory.close();
    }

    private static Set<Thread> timers(Set<Thread> before) {
        Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
        started.removeAll(before);
        started.removeIf(thread -> !thread.isAlive() || !thread.getName().startsWith("Timer-"));
        return started;
    }

    @Test
    void refusesToMatchOnceClosed() {
        NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory();
        SequenceMatcher matcher = factory.create(twoStages());
        List<Observation> slice =
                Observations.slice(
                        Observations.observation("1").with(A),
                        Observations.observation("2").with(Z));
        assertThat(matcher.matchEndingIn(slice.get(1), slice)).isPresent();
        factory.close();
        factory.close();
        assertThatThrownBy(() -> matcher.matchEndingIn(slice.get(1), slice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the factory of this matcher is closed");
    }

    @Test
    void keepsNothingOfARunThatFails() {
        Stages stages = Stages.of(twoStages());
        Pattern<Step, ?> failing =
                Pattern.<Step>begin("z")
                        .where(SimpleCondition.of(step -> step.position() == 0))
                        .followedBy("a")
                        .where(
                                SimpleCondition.of(
                                        step -> {
                                            throw new IllegalStateException("no");
                                        }));
        NFA<Step> nfa = NFACompiler.compileFactory(failing, false).createNFA();
        try (NfaEngine engine = new NfaEngine()) {
            List<Step> steps = List.of(new Step(0, 0, 2), new Step(1, 5, 1));
            assertThatThrownBy(() -> engine.run(nfa, new PartialMatches(stages), steps))
                    .hasRootCauseMessage("no");
            assertThat(engine.isEmpty()).isTrue();
        }
    }

    @Test
    void keepsMapStateOnly() {
        InMemoryStateStore store = new InMemoryStateStore();
        assertThatThrownBy(() -> store.getState(new ValueStateDescriptor<>("x", Types.LONG)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("only map state is kept here");
    }

    @Test
    void feedsTheNfaWithPojos() {
        assertThat(TypeInformation.of(Step.class)).isInstanceOf(PojoTypeInfo.class);
    }

    private static SequenceDefinition twoStages() {
        return SequenceDefinition.of(
                "test",
                Pattern.<Observation>begin("a")
                        .where(is(A))
                        .followedBy("z")
                        .where(is(Z))
                        .within(Duration.ofHours(1)));
    }
}
