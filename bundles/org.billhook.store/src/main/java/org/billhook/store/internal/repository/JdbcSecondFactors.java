package org.billhook.store.internal.repository;

import java.util.Optional;
import org.billhook.engine.port.SecondFactorStore;
import org.billhook.engine.port.StoreException;

/** One row for each user who has one, changed only by who saw what it was before. */
final class JdbcSecondFactors implements SecondFactorStore {

    private final Session session;

    JdbcSecondFactors(Session session) {
        this.session = session;
    }

    @Override
    public Optional<SecondFactorRow> find(String user) {
        return session.sql()
                .first(
                        "SELECT user_name, active, secret, last_step, recovery FROM second_factor WHERE user_name = ?",
                        row -> new SecondFactorRow(row.text(1), row.flag(2), row.text(3), row.number(4), row.text(5)),
                        user);
    }

    @Override
    public boolean isEmpty() {
        return session.sql().number("SELECT COUNT(*) FROM second_factor") == 0;
    }

    @Override
    public void insert(SecondFactorRow row) {
        session.sql()
                .update(
                        "INSERT INTO second_factor (user_name, active, secret, last_step, recovery) VALUES (?, ?, ?, ?, ?)",
                        row.user(),
                        row.active(),
                        row.secret(),
                        row.lastStep(),
                        row.recovery());
    }

    @Override
    public void replace(SecondFactorRow before, SecondFactorRow after) {
        int changed = session.sql()
                .update(
                        "UPDATE second_factor SET active = ?, last_step = ?, recovery = ?"
                                + " WHERE user_name = ? AND active = ? AND secret = ? AND last_step = ? AND recovery = ?",
                        after.active(),
                        after.lastStep(),
                        after.recovery(),
                        before.user(),
                        before.active(),
                        before.secret(),
                        before.lastStep(),
                        before.recovery());
        if (changed == 0) {
            throw new StoreException(
                    StoreException.Reason.STALE, "Second factor of '%s'".formatted(before.user()), null);
        }
    }

    @Override
    public void remove(String user) {
        session.sql().update("DELETE FROM second_factor WHERE user_name = ?", user);
    }
}
