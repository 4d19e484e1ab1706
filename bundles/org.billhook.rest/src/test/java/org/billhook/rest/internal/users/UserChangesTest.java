package org.billhook.rest.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.UserLog;
import org.billhook.core.model.Finding;
import org.junit.jupiter.api.Test;

class UserChangesTest {

    private final List<String> written = new ArrayList<>();
    private final UserChanges changes = new UserChanges(Clock.systemUTC(), Runnable::run);
    private boolean away;

    private final UserLog log = change -> {
        if (away) {
            throw new BillhookException(
                    BillhookException.Type.UNAVAILABLE, Finding.error("UNAVAILABLE", "The database is away"));
        }
        written.add(change.user() + " " + change.field());
    };

    @Test
    void changesBeforeThereIsAStoreAreWrittenWhenItComes() {
        tell("ada", "created");
        tell("ada", "password");
        assertThat(written).isEmpty();

        changes.bindLog(log);

        assertThat(written).containsExactly("ada created", "ada password");
    }

    @Test
    void changesWhileTheDatabaseIsAwayAreWrittenWithTheNextInTheirOrder() {
        changes.bindLog(log);
        away = true;
        tell("ada", "roles");
        away = false;

        tell("bob", "password");

        assertThat(written).containsExactly("ada roles", "bob password");
    }

    private void tell(String user, String field) {
        changes.tell(user, field, Optional.empty(), Optional.empty(), "admin");
    }
}
