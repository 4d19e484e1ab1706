package org.billhook.store.internal.repository;

import java.util.ArrayList;
import java.util.List;
import org.billhook.engine.port.PluginStore;
import org.billhook.store.internal.sql.Table;
import org.billhook.store.internal.sql.Type;

/** The ids by which plugins have decided. */
final class JdbcPlugins implements PluginStore {

    private static final Table ID = new Table("plugin_id")
            .with(Type.TEXT, "spi", "id", "bundle", "version")
            .with(Type.MOMENT, "away_since");

    private static final String FORGET = "DELETE FROM plugin_id WHERE spi = ? AND id = ?";

    private final Session session;

    JdbcPlugins(Session session) {
        this.session = session;
    }

    @Override
    public List<KnownId> known() {
        return session.sql()
                .list(
                        "SELECT spi, id, bundle, version, away_since FROM plugin_id ORDER BY spi, id",
                        row -> new KnownId(row.text(1), row.text(2), row.text(3), row.text(4), row.optionalMoment(5)));
    }

    @Override
    public void put(List<KnownId> ids) {
        List<Object[]> rows = new ArrayList<>(ids.size());
        for (KnownId id : ids) {
            rows.add(new Object[] {
                id.spi(), id.id(), id.bundle(), id.version(), id.awaySince().orElse(null)
            });
        }
        session.sql()
                .batch(
                        FORGET,
                        ids.stream().map(id -> List.of(id.spi(), id.id())).toList());
        session.dialect().insert(session.sql(), ID, rows);
    }

    @Override
    public void forget(String spi, String id) {
        session.sql().update(FORGET, spi, id);
    }
}
