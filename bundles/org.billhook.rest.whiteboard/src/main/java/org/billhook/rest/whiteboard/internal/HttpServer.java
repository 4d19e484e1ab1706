package org.billhook.rest.whiteboard.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Container;
import org.eclipse.jetty.util.component.LifeCycle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sets the HTTP server what its own configuration has no keys for. The server gives itself only to those who bring a connector:
 * this one takes no calls.
 */
@Component(service = ConnectorFactory.class, configurationPid = "org.billhook.rest.connections")
@Designate(ocd = HttpServer.Config.class)
public final class HttpServer implements ConnectorFactory {

    /** Settings. */
    @ObjectClassDefinition(name = "Billhook REST: connections")
    public @interface Config {
        @AttributeDefinition(
                name = "Connections of an address",
                description =
                        "Most connections of one network address at once; a proxy has one address for all its users",
                min = "1")
        int connectionsPerAddress() default 1_000;

        @AttributeDefinition(
                name = "Connections",
                description = "Most connections of one port at once; further ones wait until others end",
                min = "1")
        int connections() default 4_000;
    }

    /** While no further connection is let in, those that are silent for so long are ended. */
    private static final long SILENT_MILLIS = 2_000;

    private final int connectionsPerAddress;
    private final int connections;

    @Activate
    public HttpServer(Config config) {
        this(config.connectionsPerAddress(), config.connections());
    }

    HttpServer(int connectionsPerAddress, int connections) {
        this.connectionsPerAddress = connectionsPerAddress;
        this.connections = connections;
    }

    @Override
    public Connector createConnector(Server server) {
        return new Settings(server, new Limits(connectionsPerAddress, connections));
    }

    /** Holds while it is started. */
    private static final class Settings extends LocalConnector {

        private final Limits limits;

        Settings(Server server, Limits limits) {
            super(server, null, null, null, 0, new HttpConnectionFactory());
            this.limits = limits;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            getServer().setErrorHandler(new ProblemPages());
            getServer().addEventListener(limits); // it is told of the connectors that there are, too
        }

        @Override
        protected void doStop() throws Exception {
            getServer().setErrorHandler(null);
            getServer().removeEventListener(limits);
            limits.end(getServer());
            super.doStop();
        }
    }

    /** Of each port of the server, whoever brings it. */
    private static final class Limits implements Container.Listener {

        private final ConnectionsOfAddress ofAddress;
        private final int most;
        private final Map<ServerConnector, NetworkConnectionLimit> ofPort = new ConcurrentHashMap<>();

        Limits(int mostOfAddress, int most) {
            ofAddress = new ConnectionsOfAddress(mostOfAddress);
            this.most = most;
        }

        @Override
        public void beanAdded(Container parent, Object child) {
            if (child instanceof ServerConnector port) {
                port.addEventListener(ofAddress);
                NetworkConnectionLimit limit = new NetworkConnectionLimit(most, port);
                limit.setEndPointIdleTimeout(SILENT_MILLIS);
                LifeCycle.start(limit); // it gives itself to the port
                ofPort.put(port, limit);
            }
        }

        @Override
        public void beanRemoved(Container parent, Object child) {
            if (child instanceof ServerConnector port) {
                port.removeEventListener(ofAddress);
                LifeCycle.stop(ofPort.remove(port)); // nothing if it has none
            }
        }

        void end(Server server) {
            for (Connector connector : server.getConnectors()) {
                beanRemoved(server, connector);
            }
        }
    }
}
