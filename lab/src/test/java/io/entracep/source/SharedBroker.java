package io.entracep.source;

import io.entracep.broker.EmbeddedBroker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one broker with login that all tests of this JVM share. */
public final class SharedBroker implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(
                        EmbeddedBroker.class,
                        ignored -> EmbeddedBroker.withLogin(),
                        EmbeddedBroker.class);
    }

    /** How to read the topics with the broker's login, each test in a group of its own. */
    public static KafkaSettings settings(EmbeddedBroker broker, String... topics) {
        return broker.settings("group-" + topics[0], topics);
    }
}
