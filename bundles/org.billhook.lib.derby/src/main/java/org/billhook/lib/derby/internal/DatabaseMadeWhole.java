package org.billhook.lib.derby.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a database that is missing beside its place, and moves it there when it is whole: of one that is half made, as after
 * a kill, Derby opens nothing and makes nothing. What a kill left beside it is taken away. A database that is in its place is
 * never touched.
 */
final class DatabaseMadeWhole extends EmbeddedDataSource {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMadeWhole.class);
    private static final String UNFINISHED = ".unfinished";
    private static final String DATABASE_SHUT_DOWN = "08006";

    private final transient DerbyAddress address;

    DatabaseMadeWhole(DerbyAddress address) {
        this.address = address;
    }

    @Override
    public Connection getConnection() throws SQLException {
        makeIfMissing();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        makeIfMissing();
        return super.getConnection(user, password);
    }

    private synchronized void makeIfMissing() throws SQLException {
        Optional<Path> folder = address.folderToCreate();
        if (folder.isPresent() && Files.notExists(folder.get())) {
            make(folder.get());
        }
    }

    private void make(Path folder) throws SQLException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        try {
            if (Files.exists(unfinished)) {
                LOG.info("A database that was not finished is made anew folder='{}'", unfinished);
                delete(unfinished);
            }
            EmbeddedDataSource source = new EmbeddedDataSource();
            address.at(unfinished).applyTo(source);
            source.getConnection().close();
            shutDown(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SQLException("The database can't be created in %s: %s".formatted(folder, e), e);
        }
    }

    private void shutDown(Path folder) throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        address.at(folder).applyTo(source);
        source.setConnectionAttributes(null);
        source.setShutdownDatabase("shutdown");
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            if (!DATABASE_SHUT_DOWN.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
