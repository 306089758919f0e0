package io.entracep.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedMap;

/** Collects the files below what was named, without hidden ones and results of former replays. */
final class VisibleFiles extends SimpleFileVisitor<Path> {

    private final Path named;
    private final List<Path> found;
    private final SortedMap<String, String> refused;

    VisibleFiles(Path named, List<Path> found, SortedMap<String, String> refused) {
        this.named = named;
        this.found = found;
        this.refused = refused;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return isHidden(folder) || Files.exists(folder.resolve(ReplayFiles.RESULTS))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (isHidden(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (!attributes.isRegularFile()) {
            refuse(file, "it is no file but a pipe or a device");
        } else if (!Files.isReadable(file)) {
            refuse(file, new AccessDeniedException(file.toString()));
        } else {
            found.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        refuse(file, e);
        return FileVisitResult.CONTINUE;
    }

    /** What was named must be there; what merely lies in a folder does not stop the others. */
    private void refuse(Path file, IOException e) throws IOException {
        if (file.equals(named) || e instanceof FileSystemLoopException) {
            throw e;
        }
        refuse(
                file,
                e instanceof AccessDeniedException
                        ? "it may not be read, check its permissions"
                        : "it cannot be read: " + e.getMessage());
    }

    private void refuse(Path file, String why) {
        refused.put(file.toString(), why);
    }

    private boolean isHidden(Path path) {
        Path name = path.getFileName();
        return !path.equals(named) && name != null && name.toString().startsWith(".");
    }
}
