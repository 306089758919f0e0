package io.entracep.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * Where Flink's own CEP operator says that a sequence ends, on streams in order: {@code
 * CEP.pattern} with every {@code followedBy} turned into {@code followedByAny}. Shares no code with
 * the matcher.
 *
 * <p>Each stream, once for each join key in it, is one key of one job. Gaps are checked on the
 * matches that the operator gives. {@code followedByAny} grows fast: keep streams below about 25
 * observations that satisfy stages.
 *
 * <pre>{@code
 * SequenceOracle.assertSameAnchors(factory.create(definition), definition, streams);
 * }</pre>
 */
public final class SequenceOracle {
    private SequenceOracle() {}

    /**
     * One observation in one lane (a stream, for one join key), as bits of the stages it may be.
     */
    public record Mark(int lane, int position, long time, long stages) implements Serializable {}

    /** Ids of the events in which the sequence ends, for each stream. */
    public static List<Set<String>> anchors(
            SequenceDefinition definition, List<List<Observation>> streams) throws Exception {
        List<Pattern<Observation, ?>> stages = stages(definition);
        List<Mark> marks = new ArrayList<>();
        List<Integer> streamOfLane = new ArrayList<>();
        for (int stream = 0; stream < streams.size(); stream++) {
            List<Observation> inOrder = inOrder(streams.get(stream));
            for (String key : keys(definition, inOrder)) {
                marks.addAll(lane(streamOfLane.size(), key, inOrder, stages, definition));
                streamOfLane.add(stream);
            }
        }
        List<Set<String>> anchors = new ArrayList<>();
        streams.forEach(stream -> anchors.add(new TreeSet<>()));
        for (Mark end : run(definition, stages, marks)) {
            int stream = streamOfLane.get(end.lane());
            anchors.get(stream).add(inOrder(streams.get(stream)).get(end.position()).eventId());
        }
        return anchors;
    }

    /**
     * Asserts that the matcher finds a match at exactly the anchors that the operator finds.
     *
     * @return number of anchors, so that a test can assert that it compared something
     */
    public static int assertSameAnchors(
            SequenceMatcher matcher, SequenceDefinition definition, List<List<Observation>> streams)
            throws Exception {
        List<Set<String>> expected = anchors(definition, streams);
        for (int i = 0; i < streams.size(); i++) {
            List<Observation> slice = inOrder(streams.get(i));
            Set<String> found = new TreeSet<>();
            for (Observation end : slice) {
                matcher.matchEndingIn(end, slice).ifPresent(match -> found.add(end.eventId()));
            }
            assertThat(found)
                    .as("anchors of %s in stream %d: %s", definition.id(), i, slice)
                    .isEqualTo(expected.get(i));
        }
        return expected.stream().mapToInt(Set::size).sum();
    }

    private static List<Observation> inOrder(List<Observation> stream) {
        return stream.stream().sorted(Observation.ORDER).toList();
    }

    private static List<Pattern<Observation, ?>> stages(SequenceDefinition definition) {
        List<Pattern<Observation, ?>> stages = new ArrayList<>();
        Pattern<Observation, ?> stage = definition.pattern();
        while (stage != null) {
            stages.add(0, stage);
            stage = stage.getPrevious();
        }
        return stages;
    }

    private static Set<String> keys(SequenceDefinition definition, List<Observation> stream) {
        Set<String> keys = new TreeSet<>();
        if (definition.joinKeys().isEmpty()) {
            keys.add("");
        }
        for (JoinKey joinKey : definition.joinKeys().values()) {
            for (Observation observation : stream) {
                String key = joinKey.of(observation);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    private static List<Mark> lane(
            int lane,
            String key,
            List<Observation> stream,
            List<Pattern<Observation, ?>> stages,
            SequenceDefinition definition) {
        List<Mark> marks = new ArrayList<>();
        for (int position = 0; position < stream.size(); position++) {
            Observation observation = stream.get(position);
            long satisfied = 0;
            for (int i = 0; i < stages.size(); i++) {
                JoinKey joinKey = definition.joinKeys().get(stages.get(i).getName());
                if (ReferenceMatcher.conditionHolds(stages.get(i), observation)
                        && (joinKey == null || key.equals(joinKey.of(observation)))) {
                    satisfied |= 1L << i;
                }
            }
            marks.add(new Mark(lane, position, observation.time(), satisfied));
        }
        return marks;
    }

    private static List<Mark> run(
            SequenceDefinition definition, List<Pattern<Observation, ?>> stages, List<Mark> marks)
            throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        env.setParallelism(1);
        TypeInformation<Mark> type = TypeInformation.of(Mark.class);
        DataStream<Mark> input =
                env.fromData(marks, type)
                        .assignTimestampsAndWatermarks(
                                WatermarkStrategy.<Mark>noWatermarks()
                                        .withTimestampAssigner((mark, recordTime) -> mark.time()))
                        .keyBy(Mark::lane);
        DataStream<Mark> ends =
                CEP.pattern(
                                input,
                                withAny(stages),
                                (a, b) -> Integer.compare(a.position(), b.position()))
                        .process(new EndOfMatch(positive(stages), gapsInMillis(definition)), type);
        List<Mark> found = new ArrayList<>();
        CloseableIterator<Mark> results = ends.executeAndCollect();
        try {
            results.forEachRemaining(found::add);
        } finally {
            results.close();
        }
        return found;
    }

    private static Pattern<Mark, ?> withAny(List<Pattern<Observation, ?>> stages) {
        Pattern<Mark, ?> pattern = Pattern.<Mark>begin(stages.get(0).getName()).where(is(0));
        for (int i = 1; i < stages.size(); i++) {
            String name = stages.get(i).getName();
            Pattern<Mark, Mark> next =
                    isNegated(stages.get(i))
                            ? pattern.notFollowedBy(name)
                            : pattern.followedByAny(name);
            pattern = next.where(is(i));
        }
        Duration window = stages.get(stages.size() - 1).getWindowSize().orElse(null);
        return pattern.within(window);
    }

    private static SimpleCondition<Mark> is(int stage) {
        long bit = 1L << stage;
        return SimpleCondition.of(mark -> (mark.stages() & bit) != 0);
    }

    private static boolean isNegated(Pattern<Observation, ?> stage) {
        return stage.getQuantifier().getConsumingStrategy() == ConsumingStrategy.NOT_FOLLOW;
    }

    private static ArrayList<String> positive(List<Pattern<Observation, ?>> stages) {
        ArrayList<String> names = new ArrayList<>();
        stages.stream().filter(stage -> !isNegated(stage)).forEach(s -> names.add(s.getName()));
        return names;
    }

    private static HashMap<String, Long> gapsInMillis(SequenceDefinition definition) {
        HashMap<String, Long> gaps = new HashMap<>();
        definition.gaps().forEach((stage, gap) -> gaps.put(stage, gap.toMillis()));
        return gaps;
    }

    /** Emits the last event of a match whose gaps are short enough. */
    private static final class EndOfMatch extends PatternProcessFunction<Mark, Mark> {
        private final ArrayList<String> positive;
        private final HashMap<String, Long> gaps;

        private EndOfMatch(ArrayList<String> positive, HashMap<String, Long> gaps) {
            this.positive = positive;
            this.gaps = gaps;
        }

        @Override
        public void processMatch(
                Map<String, List<Mark>> match, Context context, Collector<Mark> out) {
            Mark before = match.get(positive.get(0)).get(0);
            for (String stage : positive) {
                Mark mark = match.get(stage).get(0);
                if (mark.time() - before.time() >= gaps.getOrDefault(stage, Long.MAX_VALUE)) {
                    return;
                }
                before = mark;
            }
            out.collect(before);
        }
    }
}
