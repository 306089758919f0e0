package io.entracep.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Serves what stands in for a service of Microsoft, over HTTPS. */
public final class StandInServer {
    private StandInServer() {}

    /**
     * Starts on a free port of {@code localhost}.
     *
     * @param name of its threads, which do not keep the process alive
     * @param handler gets all requests, several at a time
     */
    public static HttpsServer start(SelfSigned certificate, String name, HttpHandler handler)
            throws IOException {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        server.setExecutor(
                Executors.newCachedThreadPool(
                        task -> {
                            Thread thread = new Thread(task, name);
                            thread.setDaemon(true);
                            return thread;
                        }));
        server.createContext("/", handler);
        server.start();
        return server;
    }
}
