package io.entracep.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, whatever its level. */
public final class CapturedLog implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final Level before = context.getConfiguration().getRootLogger().getLevel();
    private final Lines lines = new Lines();

    /** Begins to listen. */
    public CapturedLog() {
        lines.start();
        context.getConfiguration().getRootLogger().addAppender(lines, Level.ALL, null);
        context.getConfiguration().getRootLogger().setLevel(Level.ALL);
        context.updateLoggers();
    }

    /** {@code LEVEL logger message}, with the messages of what was thrown. */
    public List<String> lines() {
        return lines.all;
    }

    @Override
    public void close() {
        context.getConfiguration().getRootLogger().removeAppender("captured");
        context.getConfiguration().getRootLogger().setLevel(before);
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
