package org.billhook.itests;

import java.nio.file.Path;
import java.util.Map;
import org.billhook.harness.Ports;
import org.billhook.harness.Postgres;
import org.billhook.harness.Server;

/** The archive on a real PostgreSQL. */
final class PostgresServer extends LaunchedServer {

    private final Postgres database;

    private PostgresServer(Server server, Postgres database) {
        super(server);
        this.database = database;
    }

    static PostgresServer start() throws Exception {
        Path folder = TestFiles.folder("postgresql");
        Postgres database = Postgres.start(folder.resolve("database"));
        Server server = Server.unpack(TestFiles.archive(), folder.resolve("server"), Ports.free(), Map.of());
        server.usePostgres(database.createDatabase("billhook"));
        server.start();
        return new PostgresServer(server, database);
    }

    Postgres database() {
        return database;
    }

    @Override
    public void close() throws Exception {
        super.close();
        database.close();
    }
}
