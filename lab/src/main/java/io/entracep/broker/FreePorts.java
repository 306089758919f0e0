package io.entracep.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again. They lie below those that systems give to
 * connections, so that nobody takes one in between.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /** Ports that are tried from a random one on. */
    private static final int TRIED = 1_000;

    private FreePorts() {}

    /**
     * Ports that nobody uses now.
     *
     * @throws IOException if there are not so many
     */
    public static List<Integer> find(int number) throws IOException {
        List<Integer> free = new ArrayList<>();
        int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - TRIED);
        for (int port = first; port < first + TRIED && free.size() < number; port++) {
            try (ServerSocket held = new ServerSocket(port)) {
                free.add(held.getLocalPort());
            } catch (BindException taken) {
                // The next one may be free.
            }
        }
        if (free.size() < number) {
            throw new IOException("No free ports from " + first + " to " + (first + TRIED));
        }
        return free;
    }
}
