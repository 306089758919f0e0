package io.entracep.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Whether something failed for want of space, whatever it says itself. */
final class DiskSpace {

    private static final long LEAST_BYTES = 64 << 10;

    private static final List<String> WORDS =
            List.of("no space left", "disk quota exceeded", "file too large", "not enough space");

    private DiskSpace() {}

    /** Told by one of the causes, or by the disk that the folder lies on. */
    static boolean isExhausted(Throwable thrown, Path folder) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 50; depth++) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                if (suppressed != thrown && isExhausted(suppressed, folder)) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        try {
            return Files.exists(folder)
                    && Files.getFileStore(folder).getUsableSpace() < LEAST_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
