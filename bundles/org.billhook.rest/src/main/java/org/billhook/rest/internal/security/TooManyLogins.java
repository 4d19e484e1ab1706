package org.billhook.rest.internal.security;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.billhook.rest.internal.problem.Problem;

/** The answer to who must wait before a password is looked at again. */
public final class TooManyLogins {

    private TooManyLogins() {}

    public static Response answer(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return Problem.of(429, "TOO_MANY_FAILED_LOGINS", "Too many failed logins: try again in %d s".formatted(seconds))
                .answer()
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .build();
    }
}
