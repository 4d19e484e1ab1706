package org.billhook.engine.inmemory;

import java.util.Optional;
import org.billhook.engine.port.SecondFactorStore;
import org.billhook.engine.port.StoreException;

final class MemorySecondFactors implements SecondFactorStore {

    private final Undo.Table<String, SecondFactorRow> rows;

    MemorySecondFactors(Undo undo) {
        rows = undo.table();
    }

    @Override
    public Optional<SecondFactorRow> find(String user) {
        return Optional.ofNullable(rows.get(user));
    }

    @Override
    public boolean isEmpty() {
        return rows.rows().isEmpty();
    }

    @Override
    public void insert(SecondFactorRow row) {
        rows.put(row.user(), row);
    }

    @Override
    public void replace(SecondFactorRow before, SecondFactorRow after) {
        if (!before.equals(rows.get(before.user()))) {
            throw new StoreException(StoreException.Reason.STALE, "Second factor", null);
        }
        rows.put(after.user(), after);
    }

    @Override
    public void remove(String user) {
        rows.remove(user);
    }
}
