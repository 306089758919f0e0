package io.entracep.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.output.AlertFilter;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.state.Erasure;
import io.entracep.told.ToldSettings.LogSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the decision to the sink, through the real job graph; prints the figures. */
class DeliveryLatencyITCase {
    private static final int ALERTS = 600;
    private static final int A_SECOND = 100;
    private static final Map<String, Long> DECIDED = new ConcurrentHashMap<>();
    private static final Map<String, Long> LEFT = new ConcurrentHashMap<>();

    @TempDir private Path folder;

    @Test
    void everyAlertLeavesWithoutLogWithOneOnDiskAndWithASlowStore() throws Exception {
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, new Configuration())) {
            measure(flink, "without log", null);
            measure(flink, "without log", null);
            measure(
                    flink,
                    "log on local disk",
                    LogSettings.in(folder.resolve("disk").toUri().toString()));
            measure(
                    flink,
                    "log in a store that takes 100 ms",
                    LogSettings.in(SlowStore.SCHEME + ":" + folder.resolve("slow")));
        }
    }

    private static void measure(EmbeddedFlink flink, String what, @Nullable LogSettings log)
            throws Exception {
        DECIDED.clear();
        LEFT.clear();
        StreamExecutionEnvironment environment = flink.environment();
        ToldSettings settings =
                new ToldSettings("soc", AlertFilter.NONE, ToldSettings.NO_BOUND, 0, log);
        TellOperator.tell(
                        environment
                                .fromSource(
                                        new DataGeneratorSource<>(
                                                DeliveryLatencyITCase::decide,
                                                ALERTS,
                                                RateLimiterStrategy.perSecond(A_SECOND),
                                                TypeInformation.of(Alert.class)),
                                        WatermarkStrategy.noWatermarks(),
                                        "alerts")
                                .uid("alerts"),
                        settings,
                        Erasure.NONE)
                .map(DeliveryLatencyITCase::leave)
                .returns(TypeInformation.of(Alert.class))
                .sinkTo(new DiscardingSink<>());
        environment.execute();

        assertThat(LEFT.keySet()).as(what).hasSize(ALERTS).isEqualTo(DECIDED.keySet());
        long[] micros =
                LEFT.entrySet().stream()
                        .mapToLong(left -> (left.getValue() - DECIDED.get(left.getKey())) / 1_000)
                        .sorted()
                        .toArray();
        System.out.printf(
                "decision to sink, %s: p50 %.1f ms, p95 %.1f ms, at most %.1f ms%n",
                what,
                micros[ALERTS / 2] / 1e3,
                micros[ALERTS * 95 / 100] / 1e3,
                micros[ALERTS - 1] / 1e3);
    }

    private static Alert decide(long number) {
        Alert alert = TellerTest.alert("a" + number, Alert.ACTIVE, "high", "reason", number);
        DECIDED.put(alert.alertId(), System.nanoTime());
        return alert;
    }

    private static Alert leave(Alert alert) {
        LEFT.put(alert.alertId(), System.nanoTime());
        return alert;
    }
}
