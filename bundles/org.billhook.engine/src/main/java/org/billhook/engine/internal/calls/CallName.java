package org.billhook.engine.internal.calls;

import java.util.Optional;
import org.slf4j.MDC;

/** Name of the call that a thread works for: it stands in every line of the log that the thread leaves. */
public final class CallName {

    /** Under this key the pattern of the log finds it; whoever takes calls puts it there. */
    private static final String KEY = "request";

    private CallName() {}

    /** Empty for what the server does by itself. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** Works for a call on a thread of the server's own, which works for none before and after. */
    public static void during(Optional<String> call, Runnable work) {
        call.ifPresentOrElse(name -> MDC.put(KEY, name), () -> MDC.remove(KEY));
        try {
            work.run();
        } finally {
            MDC.remove(KEY);
        }
    }
}
