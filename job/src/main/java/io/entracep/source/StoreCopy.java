package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/**
 * Copies what lies in an object store into temporary files, below folders that are named as it is.
 * So a store is replayed as files are, and is asked once for each object. Names are chosen by
 * whoever writes there: none leaves the folder.
 */
final class StoreCopy {
    /** The folder among temporary files under which the copies lie: scheme, authority, path. */
    private static final String STORE = "store";

    private final java.nio.file.Path spool;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final SortedMap<String, String> refused;
    private int outsideTime;

    /**
     * @param spool where the copies go
     * @param from objects whose path says that all in them lies before are left out; null: none
     * @param to the same, after
     * @param refused gets what cannot be copied, with the reason
     */
    StoreCopy(
            java.nio.file.Path spool,
            @Nullable Instant from,
            @Nullable Instant to,
            SortedMap<String, String> refused) {
        this.spool = spool;
        this.from = from;
        this.to = to;
        this.refused = refused;
    }

    /** Objects left out, for the time that their path tells. */
    int outsideTime() {
        return outsideTime;
    }

    /**
     * Copies an object, or all below a folder.
     *
     * @return the copy
     * @throws SourceException if the store cannot be reached, or there is no such object or folder
     */
    java.nio.file.Path copy(String address) {
        ObjectStores.prepare(address);
        try {
            Path root = new Path(address);
            FileSystem store = root.getFileSystem();
            FileStatus status = store.getFileStatus(root);
            java.nio.file.Path copy = place(root);
            Files.createDirectories(status.isDir() ? copy : copy.getParent());
            if (status.isDir()) {
                copyAll(store, root);
            } else {
                copyOne(store, root, copy);
            }
            return copy;
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new SourceException(
                    "Nothing here reads %s://. Put Flink's file system for it into a folder of its own (plugins/%s/flink-….jar) and name the folder above it in FLINK_PLUGINS_DIR; docs/replay.md shows how."
                            .formatted(ObjectStores.scheme(address), ObjectStores.scheme(address)),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceException(
                    "Cannot read %s: %s. Check the address, the login and the settings in FLINK_CONF_DIR."
                            .formatted(address, e.getMessage()),
                    e);
        }
    }

    private void copyAll(FileSystem store, Path folder) throws IOException {
        FileStatus[] found = store.listStatus(folder);
        if (found == null
                || Arrays.stream(found)
                        .anyMatch(one -> one.getPath().getName().equals(ReplayFiles.RESULTS))) {
            return;
        }
        for (FileStatus one : found) {
            Path path = one.getPath();
            if (!isBelow(path, folder)) {
                refused.put(path.toString(), "its name leads out of " + folder);
                continue;
            }
            if (path.getName().startsWith(".")) {
                continue;
            }
            if (one.isDir()) {
                copyAll(store, path);
            } else if (!HourFolder.mayHold(path.toString(), from, to)) {
                outsideTime++;
            } else {
                tryCopy(store, path);
            }
        }
    }

    /** Not so for names such as {@code ..}, which lead to a folder that was gone through. */
    private static boolean isBelow(Path path, Path folder) {
        String parent = folder.getPath().endsWith("/") ? folder.getPath() : folder.getPath() + "/";
        return path.getPath().startsWith(parent) && path.getPath().length() > parent.length();
    }

    private void tryCopy(FileSystem store, Path path) {
        try {
            java.nio.file.Path copy = place(path);
            Files.createDirectories(copy.getParent());
            copyOne(store, path, copy);
        } catch (IOException | InvalidPathException e) {
            refused.put(path.toString(), "it cannot be copied: " + e.getMessage());
        }
    }

    private static void copyOne(FileSystem store, Path path, java.nio.file.Path copy)
            throws IOException {
        try (InputStream in = store.open(path)) {
            Files.copy(in, copy);
        }
    }

    private java.nio.file.Path place(Path path) throws IOException {
        java.nio.file.Path root =
                spool.resolve(STORE)
                        .resolve(String.valueOf(path.toUri().getScheme()))
                        .resolve(String.valueOf(path.toUri().getAuthority()));
        java.nio.file.Path copy = root.resolve("." + path.getPath()).normalize();
        if (!copy.startsWith(root)) {
            throw new IOException("its name leads out of the folder");
        }
        return copy;
    }

    /** The address of a copy; null for another file. */
    static @Nullable String addressOf(java.nio.file.Path inSpool) {
        if (inSpool.getNameCount() < 4 || !inSpool.getName(0).toString().equals(STORE)) {
            return null;
        }
        return inSpool.getName(1)
                + "://"
                + inSpool.subpath(2, inSpool.getNameCount()).toString().replace('\\', '/');
    }
}
