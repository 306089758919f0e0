package io.entracep.source;

import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * The file systems of Flink in a process that no Flink distribution started: their jars are plugins
 * below {@code FLINK_PLUGINS_DIR}, their settings ({@code s3.endpoint}, {@code fs.azure.…}) in
 * {@code config.yaml} below {@code FLINK_CONF_DIR}, as Flink has it.
 */
public final class ObjectStores {
    /** A scheme of one letter is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.+");

    private static boolean isPrepared;

    private ObjectStores() {}

    /** Whether it is an address such as {@code s3://bucket/folder}, not a path of this machine. */
    public static boolean isAddress(String path) {
        return ADDRESS.matcher(path).matches() && !path.regionMatches(true, 0, "file:", 0, 5);
    }

    /** Finds the plugins, once in a process, where the address needs one. */
    public static synchronized void prepare(String path) {
        if (isAddress(path) && !isPrepared) {
            Configuration configuration = GlobalConfiguration.loadConfiguration();
            FileSystem.initialize(
                    configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
            isPrepared = true;
        }
    }

    /** The scheme, such as {@code abfss}. */
    static String scheme(String address) {
        return address.substring(0, address.indexOf(':'));
    }
}
