package org.billhook.https.internal;

import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A port of the HTTP server that speaks TLS and nothing else. The server asks for it anew whenever it is set anew itself. In all else
 * it is set as the port of plain HTTP.
 */
final class SecurePort implements ConnectorFactory {

    private static final String[] PROTOCOLS = {"TLSv1.2", "TLSv1.3"};

    private final Wanted.Address address;
    private final Consumer<Exception> outcome;

    private SSLContext context;
    private SecureRequestCustomizer customizer;
    private SslContextFactory.Server served;
    private HttpConfiguration configuration;

    /** @param outcome is told null when the port is open, else why it can't be opened */
    SecurePort(Wanted wanted, SSLContext context, Consumer<Exception> outcome) {
        address = wanted.address();
        customizer = customizer(wanted);
        this.context = context;
        this.outcome = outcome;
    }

    @Override
    public synchronized Connector createConnector(Server server) {
        served = new SslContextFactory.Server();
        served.setSslContext(context);
        served.setIncludeProtocols(PROTOCOLS);
        configuration = configuration(server);
        configuration.addCustomizer(customizer);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        ServerConnector connector =
                new Port(server, new SslConnectionFactory(served, http.getProtocol()), http, outcome);
        connector.setHost(address.host());
        connector.setPort(address.port());
        plain(server).ifPresent(plain -> connector.setIdleTimeout(plain.getIdleTimeout()));
        return connector;
    }

    /** Connections that come from now on get the new certificate; open ones stay, and the port is open throughout. */
    synchronized void change(Wanted wanted, SSLContext next) throws Exception {
        context = next;
        customizer = customizer(wanted);
        if (served != null) {
            configuration
                    .getCustomizers()
                    .replaceAll(present -> present instanceof SecureRequestCustomizer ? customizer : present);
            served.reload(factory -> factory.setSslContext(next));
        }
    }

    private static SecureRequestCustomizer customizer(Wanted wanted) {
        SecureRequestCustomizer customizer = new SecureRequestCustomizer(false);
        customizer.setStsMaxAge(wanted.hstsSeconds() > 0 ? wanted.hstsSeconds() : -1);
        return customizer;
    }

    private static HttpConfiguration configuration(Server server) {
        HttpConfiguration configuration = plain(server)
                .map(plain -> plain.getConnectionFactory(HttpConnectionFactory.class))
                .map(plain -> new HttpConfiguration(plain.getHttpConfiguration()))
                .orElseGet(HttpConfiguration::new);
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private static java.util.Optional<ServerConnector> plain(Server server) {
        return Arrays.stream(server.getConnectors())
                .filter(connector -> connector instanceof ServerConnector && !(connector instanceof Port))
                .map(ServerConnector.class::cast)
                .findFirst();
    }

    /** Tells whether it could be opened. */
    private static final class Port extends ServerConnector {

        private final Consumer<Exception> outcome;

        Port(Server server, SslConnectionFactory tls, HttpConnectionFactory http, Consumer<Exception> outcome) {
            super(server, tls, http);
            this.outcome = outcome;
        }

        @Override
        protected void doStart() throws Exception {
            try {
                super.doStart();
                outcome.accept(null);
            } catch (Exception e) {
                outcome.accept(e);
                getServer().removeConnector(this);
                throw e;
            }
        }
    }
}
