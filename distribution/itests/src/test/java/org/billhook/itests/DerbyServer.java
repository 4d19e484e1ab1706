package org.billhook.itests;

import java.io.IOException;
import java.util.Map;
import org.billhook.harness.Ports;
import org.billhook.harness.Server;

/** The archive as it comes: on its embedded database. */
final class DerbyServer extends LaunchedServer {

    private DerbyServer(Server server) {
        super(server);
    }

    static DerbyServer start() throws IOException, InterruptedException {
        Server server = Server.unpack(TestFiles.archive(), TestFiles.folder("derby"), Ports.free(), Map.of());
        server.start();
        return new DerbyServer(server);
    }
}
