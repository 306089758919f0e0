package io.entracep.told;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** A store that takes a tenth of a second to keep an object, as a remote one may: {@code slow:}. */
public final class SlowStore extends LocalFileSystem {
    static final String SCHEME = "slow";
    private static final Duration OF_AN_OBJECT = Duration.ofMillis(100);

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FSDataOutputStream create(Path path, FileSystem.WriteMode overwrite) throws IOException {
        FSDataOutputStream stream = super.create(path, overwrite);
        LockSupport.parkNanos(OF_AN_OBJECT.toNanos());
        return stream;
    }

    /** How Flink finds it. */
    public static final class Factory implements FileSystemFactory {
        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileSystem create(URI uri) {
            return new SlowStore();
        }
    }
}
