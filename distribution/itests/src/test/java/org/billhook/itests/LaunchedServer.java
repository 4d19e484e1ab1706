package org.billhook.itests;

import java.io.IOException;
import java.nio.file.Path;
import org.billhook.harness.Server;

/** A server that its own scripts started, so that it can be killed and started again. */
abstract class LaunchedServer implements RunningServer {

    private final Server server;

    LaunchedServer(Server server) {
        this.server = server;
    }

    /** Kill -9, then a new start on what the old one left. */
    final void killAndRestart() throws IOException, InterruptedException {
        server.kill();
        server.start();
    }

    final Server server() {
        return server;
    }

    @Override
    public final Path home() {
        return server.home();
    }

    @Override
    public final String address() {
        return server.address();
    }

    @Override
    public final int sshPort() {
        return server.sshPort();
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
