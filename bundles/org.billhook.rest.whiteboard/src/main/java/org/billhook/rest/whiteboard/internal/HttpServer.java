package org.billhook.rest.whiteboard.internal;

import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
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
                name = "Connections",
                description =
                        "Most connections of one network address at once; a proxy has one address for all its users",
                min = "1")
        int connectionsPerAddress() default 1_000;
    }

    private final int connectionsPerAddress;

    @Activate
    public HttpServer(Config config) {
        this(config.connectionsPerAddress());
    }

    HttpServer(int connectionsPerAddress) {
        this.connectionsPerAddress = connectionsPerAddress;
    }

    @Override
    public Connector createConnector(Server server) {
        return new Settings(server, new ConnectionsOfAddress(connectionsPerAddress));
    }

    /** Holds while it is started. */
    private static final class Settings extends LocalConnector {

        private final ConnectionsOfAddress connections;

        Settings(Server server, ConnectionsOfAddress connections) {
            super(server, null, null, null, 0, new HttpConnectionFactory());
            this.connections = connections;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            getServer().setErrorHandler(new ProblemPages());
            for (Connector connector : getServer().getConnectors()) {
                connector.addEventListener(connections);
            }
        }

        @Override
        protected void doStop() throws Exception {
            getServer().setErrorHandler(null);
            for (Connector connector : getServer().getConnectors()) {
                connector.removeEventListener(connections);
            }
            super.doStop();
        }
    }
}
