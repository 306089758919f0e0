package io.entracep.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, whatever its level. */
public final class CapturedLog implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level before = root.getLevel();
    private final List<Appender> others = List.copyOf(root.getAppenders().values());
    private final Lines lines = new Lines();

    /** Begins to listen; meanwhile nothing is shown. */
    public CapturedLog() {
        lines.start();
        others.forEach(other -> root.removeAppender(other.getName()));
        root.addAppender(lines, Level.ALL, null);
        root.setLevel(Level.ALL);
        context.updateLoggers();
    }

    /** {@code LEVEL logger message}, with the messages of what was thrown. */
    public List<String> lines() {
        return lines.all;
    }

    @Override
    public void close() {
        root.removeAppender(lines.getName());
        others.forEach(other -> root.addAppender(other, null, null));
        root.setLevel(before);
        context.updateLoggers();
    }

    private static final class Lines extends AbstractAppender {
        private final List<String> all = new CopyOnWriteArrayList<>();

        Lines() {
            super("captured", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringBuilder line =
                    new StringBuilder(event.getLevel() + " " + event.getLoggerName() + " ");
            line.append(event.getMessage().getFormattedMessage());
            for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
                line.append(" | ").append(t);
            }
            all.add(line.toString());
        }
    }
}
