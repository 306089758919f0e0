package io.entracep.run;

import io.entracep.run.ProcessSettings.Level;
import io.entracep.run.ProcessSettings.LogFile;
import io.entracep.run.ProcessSettings.MetricsAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys that count only where the job runs in one process. */
final class ProcessSection {
    private static final int MOST_PORT = 65_535;
    private static final int MOST_MEBIBYTES = 1 << 20;
    private static final int ROCKSDB_MEBIBYTES = 256;
    private static final String THIS_MACHINE = "localhost";

    private final ConfigValues values;

    ProcessSection(ConfigValues values) {
        this.values = values;
    }

    ProcessSettings read() {
        return new ProcessSettings(
                values.number("rocksdb.max-mebibytes", MOST_MEBIBYTES, ROCKSDB_MEBIBYTES),
                metrics(),
                log());
    }

    private @Nullable MetricsAddress metrics() {
        if (!values.tree().has("metrics")) {
            return null;
        }
        String port = values.tree().required("metrics.port", "the port where Prometheus reads");
        String host = values.text("metrics.host", THIS_MACHINE);
        if (!host.matches("[A-Za-z0-9.:-]+")) {
            values.tree().problem("metrics.host", "a name or an address to listen at");
        }
        return new MetricsAddress(
                host, port.isEmpty() ? 1 : values.number("metrics.port", MOST_PORT, 1));
    }

    private @Nullable LogFile log() {
        Level level =
                values.choice(
                        "log.level",
                        List.of(Level.values()),
                        choice -> choice.name().toLowerCase(Locale.ROOT));
        Path file = values.written("log.file");
        if (file == null) {
            if (values.tree().has("log")) {
                values.tree().problem("log.file", "given: the file to write to");
            }
            return null;
        }
        return new LogFile(file, level == null ? Level.WARN : level);
    }
}
