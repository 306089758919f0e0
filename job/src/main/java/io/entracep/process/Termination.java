package io.entracep.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when somebody ends this process: SIGTERM, SIGINT (Ctrl-C) and SIGHUP. The second of
 * them ends it at once.
 *
 * <p>Not a shutdown hook: Flink has hooks of its own that run at the same time, and delete local
 * state before it is saved. The JDK's signals are reached by reflection, since the compiler warns
 * of them whatever it is told.
 */
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");
    private static final int KILLED = 137;

    private Termination() {}

    /** Runs an action at the first signal, in a thread of its own. */
    static void onSignal(Runnable action) {
        AtomicBoolean began = new AtomicBoolean();
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        if (began.getAndSet(true)) {
                            Runtime.getRuntime().halt(KILLED);
                        }
                        action.run();
                    }
                    return null;
                };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handles = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            Termination.class.getClassLoader(), new Class<?>[] {handles}, handler);
            for (String name : SIGNALS) {
                signal.getMethod("handle", signal, handles)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            }
        } catch (ReflectiveOperationException e) {
            LOG.warn(
                    "This JVM hands out no signals: a stop takes no savepoint, and the next start goes"
                            + " on from the last checkpoint",
                    e);
        }
    }
}
