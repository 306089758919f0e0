package io.entracep.detection;

import static io.entracep.testing.Observations.observation;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.loop.LocalStage;
import io.entracep.loop.LoopInput;
import io.entracep.policy.Policy;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a detection does not say that it asks, nobody has it judged again for. */
class AskingTest {
    @Test
    void mayAskCalendarsThatItSaidItAsks() {
        assertThatCode(() -> judge(new Asking(view -> known(view), ProfileKind.ASN)))
                .doesNotThrowAnyException();
    }

    @Test
    void mayAskNoOtherCalendars() {
        assertThatThrownBy(() -> judge(new Asking(view -> known(view), ProfileKind.COUNTRY)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("asking asks calendars of ASN: say so when it is made");
    }

    @Test
    void mayAskWhoIsPrivilegedOnlyWhereItSaidSo() {
        assertThatThrownBy(() -> judge(new Asking(View::privileges)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("asking asks who is privileged");
    }

    private static boolean known(View view) {
        return view.baseline().isKnown(ProfileKind.ASN, "AS64500", 0);
    }

    private static void judge(Detection detection) {
        ActiveDetections active =
                new ActiveDetections(Policy.none().forTenant("any"), List.of(detection));
        try (NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory()) {
            new LocalStage(tenant -> active, matchers, 0, verdict -> {})
                    .handle(
                            new LoopInput.Insert(
                                    observation("e1").with(Signal.USER_CREATED).build()));
        }
    }

    /** Asks when it is judged. */
    private static final class Asking extends EventDetection {
        private final Consumer<View> question;

        Asking(Consumer<View> question, ProfileKind... said) {
            super(made());
            this.question = question;
            asks(said);
        }

        @Override
        protected Condition examined() {
            return Condition.on(SignalSet.of(Signal.USER_CREATED)).as(Roles.ACTOR);
        }

        @Override
        protected @Nullable Draft examine(Observation observation, View view) {
            question.accept(view);
            return null;
        }

        /** To be judged, not only asked whether it is nothing. */
        @Override
        protected boolean isNothing(Observation inserted, View view) {
            return false;
        }

        private static Entry made() {
            return new Entry(
                    "asking",
                    "test",
                    "Asking",
                    Severity.LOW,
                    Asking.class.getName(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    List.of(),
                    "",
                    "",
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of());
        }
    }
}
