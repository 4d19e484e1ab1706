package org.billhook.itests;

import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the server they ask for by the type of a parameter: one of each kind for all classes, started when first asked for. */
final class Servers implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return RunningServer.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (type == ExamServer.class) {
            return shared(test, type, ExamServer::start);
        }
        if (type == DerbyServer.class) {
            return shared(test, type, DerbyServer::start);
        }
        if (type == PostgresServer.class) {
            return shared(test, type, PostgresServer::start);
        }
        throw new IllegalArgumentException("There is no server of " + type);
    }

    private static RunningServer shared(ExtensionContext test, Class<?> type, Callable<? extends RunningServer> start) {
        return test.getRoot()
                .getStore(Namespace.create(Servers.class))
                .getOrComputeIfAbsent(type, key -> new Kept(started(start)), Kept.class)
                .server();
    }

    private static RunningServer started(Callable<? extends RunningServer> start) {
        try {
            return start.call();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not start", e);
        }
    }

    /** Closed by JUnit after the last test. */
    private record Kept(RunningServer server) implements ExtensionContext.Store.CloseableResource {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
