package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.campaign.CampaignOperator;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.decode.Decoded;
import io.entracep.loop.LoopInput;
import io.entracep.loop.TenantDetections;
import io.entracep.loop.Undecided;
import io.entracep.observe.ObserveOperator;
import io.entracep.operator.LoopOperator;
import io.entracep.operator.LoopTypes;
import io.entracep.operator.LoopWord;
import io.entracep.policy.Policy;
import io.entracep.serial.EntraTypes;
import io.entracep.state.Erasure;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The graph: records in, alerts out. One direction, two exchanges of records and findings and one
 * of the rare alerts that may be parts of others, no feedback; it does not change when a detection
 * is added.
 *
 * <pre>
 * records → observe → by entity → detect → by subject → correlate
 *              │                    │                       │
 *         dead letters            alerts ──▶ campaigns ◀── alerts
 *              └────── who succeeded from where ───────────▶
 * </pre>
 */
public final class Pipeline {
    /**
     * Number of key groups: the most subtasks that state can be spread over. Part of every
     * savepoint.
     */
    public static final int MAX_PARALLELISM = 256;

    private static final int MANY_TENANTS = 10_000;

    private Pipeline() {}

    /**
     * What leaves the job.
     *
     * @param alerts every delivery of every alert
     * @param deadLetters what could not be read or judged
     * @param undecided what the end of a bounded input left open
     */
    public record Outputs(
            DataStream<Alert> alerts,
            DataStream<Decoded> deadLetters,
            DataStream<Undecided> undecided) {}

    /**
     * Builds the graph.
     *
     * @param records what the source decoded, with event time; its watermarks decide when absence
     *     is told
     * @param rulebooks what is decided by; the source must know it, too
     * @param allowedDisorder how much later than event time a record may still change what was said
     */
    public static Outputs build(
            DataStream<Decoded> records, Rulebooks rulebooks, Duration allowedDisorder) {
        return build(records, rulebooks, allowedDisorder, MANY_TENANTS, Erasure.NONE);
    }

    /**
     * The same, with a bound for tenants.
     *
     * @param mostTenants that a subtask observes, besides those that the policy names; records of
     *     others are dead letters
     * @param erasure who is taken out of the state that it begins with
     */
    public static Outputs build(
            DataStream<Decoded> records,
            Rulebooks rulebooks,
            Duration allowedDisorder,
            int mostTenants,
            Erasure erasure) {
        TenantDetections detecting = TenantDetections.detecting(rulebooks);
        TenantDetections correlating = TenantDetections.correlating(rulebooks);

        SingleOutputStreamOperator<LoopInput> observed =
                records.transform(
                                "observe",
                                LoopTypes.INPUT,
                                new ObserveOperator(detecting, MAX_PARALLELISM, mostTenants))
                        .uid("observe");

        SingleOutputStreamOperator<LoopWord> detected =
                loop(observed, "detect", new LoopOperator(detecting, allowedDisorder, erasure));

        DataStream<LoopInput> findings =
                detected.flatMap(new CorrelateInputs(correlating))
                        .returns(LoopTypes.INPUT)
                        .name("findings")
                        .uid("findings")
                        .union(
                                detected.getSideOutput(LoopOperator.HORIZONS),
                                observed.getSideOutput(ObserveOperator.SUCCESSES));

        SingleOutputStreamOperator<LoopWord> correlated =
                loop(
                        findings,
                        "correlate",
                        new LoopOperator(correlating, allowedDisorder, erasure));

        SingleOutputStreamOperator<Alert> ofDetect = alerts(detected, rulebooks, "detect");
        SingleOutputStreamOperator<Alert> ofCorrelate = alerts(correlated, rulebooks, "correlate");
        DataStream<Alert> ofCampaigns =
                CampaignOperator.tell(
                        ofDetect.getSideOutput(AlertFunction.CANDIDATES)
                                .union(ofCorrelate.getSideOutput(AlertFunction.CANDIDATES)),
                        MAX_PARALLELISM,
                        erasure);

        return new Outputs(
                ofDetect.union(ofCorrelate, ofCampaigns),
                observed.getSideOutput(ObserveOperator.DEAD_LETTERS)
                        .union(
                                detected.getSideOutput(LoopOperator.DEAD_LETTERS),
                                correlated.getSideOutput(LoopOperator.DEAD_LETTERS)),
                detected.getSideOutput(LoopOperator.UNDECIDED)
                        .union(correlated.getSideOutput(LoopOperator.UNDECIDED)));
    }

    /** Builds the graph with what holds always. */
    public static Outputs build(
            DataStream<Decoded> records, Rulebook rulebook, Duration allowedDisorder) {
        return build(records, Rulebooks.of(rulebook), allowedDisorder);
    }

    /** Builds the graph without rules of users. */
    public static Outputs build(
            DataStream<Decoded> records, Policy policy, Duration allowedDisorder) {
        return build(records, Rulebook.of(policy), allowedDisorder);
    }

    private static SingleOutputStreamOperator<LoopWord> loop(
            DataStream<LoopInput> inputs, String name, LoopOperator operator) {
        return inputs.keyBy(LoopInput::entity, EntraTypes.ENTITY)
                .transform(name, LoopTypes.WORD, operator)
                .uid(name)
                .setMaxParallelism(MAX_PARALLELISM);
    }

    private static SingleOutputStreamOperator<Alert> alerts(
            DataStream<LoopWord> words, Rulebooks rulebooks, String stage) {
        return words.process(new AlertFunction(rulebooks), TypeInformation.of(Alert.class))
                .name("alerts of " + stage)
                .uid("alerts-" + stage);
    }
}
