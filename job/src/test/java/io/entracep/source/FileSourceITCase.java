package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectClusterRESTAddress;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .setConfiguration(quickMetrics())
                            .build());

    private static final FileSettings SMALL = new FileSettings(5000, 1000, 2000, 100_000);

    private static final int MORE_THAN_ALL = 10_000;

    /** The job under test, in this JVM, may go on past the first record. */
    private static CountDownLatch watched = new CountDownLatch(0);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsAMixedFolderWhateverTheParallelism(int parallelism) throws Exception {
        List<String> expected = mixedFolder();
        List<String> read;
        try (ReplayFiles files = expand()) {
            read = records(environment(parallelism), files).executeAndCollect(MORE_THAN_ALL);
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void tellsHowManyBytesWereRead(@InjectClusterRESTAddress URI rest) throws Exception {
        mixedFolder();
        watched = new CountDownLatch(1);
        StreamExecutionEnvironment environment = environment(1);
        try (ReplayFiles files = expand()) {
            records(environment, files)
                    .map(FileSourceITCase::holdLast, Types.STRING)
                    .sinkTo(new DiscardingSink<>());
            JobClient job = environment.executeAsync();
            ReplayProgress progress = new ReplayProgress(rest, job.getJobID().toHexString());

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(progress::bytesRead, read -> read == files.totalBytes());
            watched.countDown();
            job.getJobExecutionResult().get();

            assertThat(progress.bytesRead()).isEqualTo(files.totalBytes());
        }
    }

    /** The last file of the folder is read when this is called, and the job stays to be asked. */
    private static String holdLast(String record) throws InterruptedException {
        if (record.equals("last")) {
            watched.await();
        }
        return record;
    }

    private List<String> mixedFolder() throws IOException {
        List<String> expected = new ArrayList<>();
        expected.addAll(write("a lines #1.json", "lines", 100, "\n", "", "\n"));
        expected.addAll(write("b/list.json", "list", 20, ",\n", "[", "]"));
        expected.addAll(write("b/envelope.json", "envelope", 20, ",", "{\"records\":[", "]}"));
        expected.addAll(write("c.json", "concatenated", 20, "", "", ""));
        Files.write(
                folder.resolve("d.json.gz"),
                Records.gzip(Records.bytes(Records.record("zipped") + "\n")));
        expected.add("zipped");
        Files.writeString(folder.resolve("e-empty.json"), "");
        Files.writeString(folder.resolve("f.txt"), "some text\n");
        expected.add("MALFORMED_JSON@0");
        Files.writeString(folder.resolve("z.json"), Records.record("last"));
        expected.add("last");
        return expected;
    }

    private List<String> write(
            String name, String ids, int count, String separator, String before, String after)
            throws IOException {
        List<String> expected = Records.ids(ids, count);
        List<String> records = expected.stream().map(Records::record).toList();
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, before + String.join(separator, records) + after);
        return expected;
    }

    private ReplayFiles expand() {
        return ReplayFiles.expand(List.of(folder.toString()), System.in);
    }

    private static DataStream<String> records(
            StreamExecutionEnvironment environment, ReplayFiles files) {
        return environment
                .fromSource(
                        FileSourceFactory.create(
                                files.files(), TypeInformation.of(Decoded.class), SMALL),
                        EventTimeWatermarks.atEndOnly(),
                        "files")
                .map(Records::describe, Types.STRING);
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        environment.getConfig().enableObjectReuse();
        return environment;
    }

    private static Configuration quickMetrics() {
        Configuration configuration = new Configuration();
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofMillis(50));
        return configuration;
    }
}
