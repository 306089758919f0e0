package io.entracep.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reads {@code told-log}: where what was told is kept. */
final class ToldLogSection {
    private static final String PATH = "told-log";
    private static final int MOST_MEBIBYTES = 1 << 20;

    private final ConfigValues values;

    ToldLogSection(ConfigValues values) {
        this.values = values;
    }

    ToldLogConfig read() {
        ToldLogConfig.WhenAway away =
                values.choice(
                        PATH + ".then",
                        List.of(ToldLogConfig.WhenAway.values()),
                        choice -> choice.name().toLowerCase(Locale.ROOT));
        return new ToldLogConfig(
                values.folder(PATH + ".directory"),
                values.duration(PATH + ".keep", Duration.ofDays(7)),
                values.number(PATH + ".max-mebibytes", MOST_MEBIBYTES, 256),
                values.duration(PATH + ".wait", Duration.ofSeconds(30)),
                away == null ? ToldLogConfig.WhenAway.SEND : away);
    }
}
