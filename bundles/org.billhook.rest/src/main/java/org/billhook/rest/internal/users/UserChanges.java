package org.billhook.rest.internal.users;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.UserLog;
import org.billhook.core.api.UserLog.UserChange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is done to users: at once to the log of security, and to the log of changes as soon as the store takes it. Users are
 * changed whether the store is there or not, the first one before there is any.
 */
@Component(service = UserChanges.class)
public final class UserChanges {

    private static final Logger LOG = LoggerFactory.getLogger(UserChanges.class);
    private static final Logger SECURITY = LoggerFactory.getLogger("org.billhook.security");
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Executor thread;
    private final Deque<UserChange> waiting = new ArrayDeque<>();
    private UserLog log;

    @Activate
    public UserChanges() {
        this(Clock.systemUTC(), Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "billhook-user-changes");
            made.setDaemon(true);
            return made;
        }));
    }

    UserChanges(Clock clock, Executor thread) {
        this.clock = clock;
        this.thread = thread;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindLog(UserLog found) {
        log = found;
        thread.execute(this::write);
    }

    synchronized void unbindLog(UserLog gone) {
        if (log == gone) {
            log = null;
        }
    }

    /** @param after empty for none, and for what is kept secret */
    synchronized void tell(String user, String field, Optional<String> before, Optional<String> after, String actor) {
        SECURITY.info(
                "User was changed user='{}' field='{}' before='{}' after='{}' by='{}'",
                user,
                field,
                before.orElse(""),
                after.orElse(""),
                actor);
        if (waiting.size() == MOST) {
            LOG.error("A change of a user is in the log of security alone, as too many wait user='{}'", user);
            return;
        }
        waiting.add(new UserChange(user, field, before, after, new Actor(actor), clock.instant()));
        thread.execute(this::write);
    }

    /** In their order; what can't be written waits for the next one, or for the store. */
    private void write() {
        while (true) {
            UserLog to;
            UserChange next;
            synchronized (this) {
                to = log;
                next = waiting.peek();
            }
            if (to == null || next == null) {
                return;
            }
            try {
                to.write(next);
            } catch (BillhookException e) {
                LOG.error("A change of a user can't be written to the log of changes now user='{}'", next.user(), e);
                return;
            }
            synchronized (this) {
                waiting.remove();
            }
        }
    }

    @Deactivate
    void stop() {
        if (thread instanceof ExecutorService service) {
            service.shutdown();
        }
    }
}
