package org.billhook.rest.whiteboard.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections beyond so many of one network address. For any number of threads. */
final class ConnectionsOfAddress implements Connection.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionsOfAddress.class);

    private final int most;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    /** Address of those that count: a closed one no longer tells it. */
    private final Map<Connection, String> counted = new ConcurrentHashMap<>();

    ConnectionsOfAddress(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (isInsideOfTls(connection)) {
            return; // the one around it counts
        }
        String address = address(connection);
        if (open.merge(address, 1, Integer::sum) <= most) {
            counted.put(connection, address);
        } else {
            forget(address);
            LOG.debug("Too many connections address='{}' most='{}'", address, most);
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = counted.remove(connection);
        if (address != null) {
            forget(address);
        }
    }

    private static boolean isInsideOfTls(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint;
    }

    private void forget(String address) {
        open.computeIfPresent(address, (same, count) -> count > 1 ? count - 1 : null);
    }

    private static String address(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : String.valueOf(remote);
    }
}
