package org.billhook.engine.internal.registry;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a throwable says, for the log, without the throwable. The log keeps its last events in memory, and a throwable that came
 * through a plugin holds the classes of the plugin, which could not be collected after it went.
 */
public final class LoggedThrowable extends Throwable {

    private static final long serialVersionUID = 1;

    private final String text;

    private LoggedThrowable(String text, StackTraceElement[] trace, LoggedThrowable cause) {
        super(text, cause);
        this.text = text;
        setStackTrace(trace);
    }

    /** The same in words: type, message and stack trace of it, of its causes and of what it suppressed. */
    public static LoggedThrowable of(Throwable thrown) {
        return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Where a thread is now. */
    static LoggedThrowable at(Thread thread) {
        return new LoggedThrowable("Where it is", thread.getStackTrace(), null);
    }

    private static LoggedThrowable of(Throwable thrown, Set<Throwable> before) {
        if (thrown == null || !before.add(thrown)) {
            return null;
        }
        try {
            LoggedThrowable logged =
                    new LoggedThrowable(thrown.toString(), thrown.getStackTrace(), of(thrown.getCause(), before));
            for (Throwable suppressed : thrown.getSuppressed()) {
                LoggedThrowable known = of(suppressed, before);
                if (known != null) {
                    logged.addSuppressed(known);
                }
            }
            return logged;
        } catch (Throwable e) {
            // its class is a plugin's, and may break even here
            return new LoggedThrowable(thrown.getClass().getName(), new StackTraceElement[0], null);
        }
    }

    /** Holds no frames of its own, but those that it is given. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String toString() {
        return text;
    }
}
