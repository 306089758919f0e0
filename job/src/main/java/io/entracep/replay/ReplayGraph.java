package io.entracep.replay;

import io.entracep.decode.Decoded;
import io.entracep.operator.LoopOperator;
import io.entracep.pipeline.Pipeline;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.FileSourceFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's graph between files and files. */
final class ReplayGraph {
    /** As live, so that a replay judges alike. */
    private static final Duration ALLOWED_DISORDER = Duration.ofHours(24);

    private ReplayGraph() {}

    static void build(
            StreamExecutionEnvironment environment,
            List<Path> files,
            ReplaySettings settings,
            InputFacts facts,
            OutputFolder out) {
        DataStream<Decoded> records =
                environment
                        .fromSource(
                                FileSourceFactory.create(
                                        files,
                                        EntraTypes.DECODED,
                                        settings.reading().format(),
                                        settings.reading().dates(),
                                        settings.rulebooks()),
                                settings.disorder() == null
                                        ? EventTimeWatermarks.atEndOnly()
                                        : EventTimeWatermarks.following(settings.disorder()),
                                "files",
                                EntraTypes.DECODED)
                        .uid("file-source")
                        .flatMap(new InputAccount(facts, out.inputParts()))
                        .returns(EntraTypes.DECODED)
                        .name("input")
                        .uid("input")
                        .filter(new PeriodFilter(settings.period()))
                        .name("period")
                        .uid("period");
        if (settings.sought() != null) {
            records = records.filter(new NameSearch(settings.sought())).uid("sought");
        }
        if (settings.savepoint() != null) {
            // As live: a savepoint knows it.
            environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
            records =
                    records.union(
                            environment
                                    .fromSource(
                                            new OpenEnd(out.end()),
                                            WatermarkStrategy.noWatermarks(),
                                            "open end",
                                            EntraTypes.DECODED)
                                    .setParallelism(1)
                                    .uid("open-end"));
        }
        Pipeline.Outputs outputs = Pipeline.build(records, settings.rulebooks(), ALLOWED_DISORDER);
        outputs.alerts()
                .sinkTo(new PartSink<>(out.alertParts(), Line::of))
                .name("alerts")
                .uid("sink-alerts");
        outputs.deadLetters()
                .sinkTo(new PartSink<>(out.deadLetterParts(), Line::of))
                .name("dead letters")
                .uid("dead-letters");
        outputs.undecided()
                .sinkTo(new PartSink<>(out.undecidedParts(), Line::of))
                .name(LoopOperator.UNDECIDED.getId())
                .uid("sink-undecided");
    }
}
