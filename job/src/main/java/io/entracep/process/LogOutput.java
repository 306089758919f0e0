package io.entracep.process;

import io.entracep.run.ProcessSettings.LogFile;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * Writes the log of this process to a file, beside standard error, which shows what it did. At most
 * ten files of 20 MB.
 */
public final class LogOutput {
    private static final String STDERR = "stderr";
    private static final String FILE = "file";
    private static final String PART = "20MB";
    private static final int PARTS = 9;

    private LogOutput() {}

    /** Begins to write. */
    public static void to(LogFile file) {
        Level level = Level.valueOf(file.level().name());
        Level shown = Level.valueOf(System.getProperty("entra-cep.log.level", "ERROR"));
        Level shownOfOurs = Level.valueOf(System.getProperty("entra-cep.log.level", "WARN"));
        ConfigurationBuilder<BuiltConfiguration> builder =
                ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.setStatusLevel(Level.ERROR);
        builder.setShutdownHook("disable");
        builder.add(stderr(builder)).add(file(builder, file.file()));
        builder.add(
                builder.newLogger("io.entracep", Level.ALL)
                        .addAttribute("additivity", false)
                        .add(builder.newAppenderRef(STDERR).addAttribute("level", shownOfOurs))
                        .add(builder.newAppenderRef(FILE).addAttribute("level", level)));
        builder.add(
                builder.newRootLogger(level.isLessSpecificThan(shown) ? level : shown)
                        .add(builder.newAppenderRef(STDERR).addAttribute("level", shown))
                        .add(builder.newAppenderRef(FILE).addAttribute("level", level)));
        Configurator.reconfigure(builder.build());
    }

    private static AppenderComponentBuilder stderr(
            ConfigurationBuilder<BuiltConfiguration> builder) {
        return builder.newAppender(STDERR, "Console")
                .addAttribute("target", "SYSTEM_ERR")
                .add(
                        builder.newLayout("PatternLayout")
                                .addAttribute(
                                        "pattern",
                                        "%d{HH:mm:ss} %-5level %logger{1}: %msg%ex{${sys:entra-cep.log.trace:-0}}%n"));
    }

    private static AppenderComponentBuilder file(
            ConfigurationBuilder<BuiltConfiguration> builder, Path file) {
        return builder.newAppender(FILE, "RollingFile")
                .addAttribute("fileName", file.toString())
                .addAttribute("filePattern", file + ".%i")
                .add(
                        builder.newLayout("PatternLayout")
                                .addAttribute(
                                        "pattern",
                                        "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}{UTC} %-5level [%t] %logger: %enc{%msg}{CRLF}%n%ex"))
                .addComponent(
                        builder.newComponent("SizeBasedTriggeringPolicy")
                                .addAttribute("size", PART))
                .addComponent(
                        builder.newComponent("DefaultRolloverStrategy").addAttribute("max", PARTS));
    }
}
