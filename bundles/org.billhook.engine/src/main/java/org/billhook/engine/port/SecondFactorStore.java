package org.billhook.engine.port;

import java.util.Optional;

/** Second factors of users. */
public interface SecondFactorStore {

    /**
     * The second factor of a user.
     *
     * @param secret sealed under a key that the database does not have
     * @param lastStep of the code that was accepted last
     * @param recovery hashes of the recovery codes that are left, parted by blanks
     */
    record SecondFactorRow(String user, boolean active, String secret, long lastStep, String recovery) {}

    Optional<SecondFactorRow> find(String user);

    /** Whether nobody has one. */
    boolean isEmpty();

    void insert(SecondFactorRow row);

    /** @throws StoreException STALE if it is not as before any more */
    void replace(SecondFactorRow before, SecondFactorRow after);

    void remove(String user);
}
