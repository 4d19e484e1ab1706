package org.billhook.core.api;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers the first answer to a call that carries an idempotency key, for at least a day. Keys belong to a user; the same
 * key with another request is refused as CONFLICT.
 */
@ProviderType
public interface IdempotentCalls {

    /** @param headers a few headers such as Location, one per line */
    record Answer(int status, String contentType, String headers, byte[] body) {}

    /**
     * Claims a key. A repeat that comes while the first call is at work waits for its answer, up to 30 seconds.
     *
     * @param requestHash SHA-256 over method, path and body, hexadecimal
     * @return the first answer if the key was used before; empty if the caller shall go on and then {@link #keep} or
     *     {@link #release}
     * @throws BillhookException CONFLICT if the first call with the key is still running, or was another request
     */
    Optional<Answer> claim(Actor actor, String key, String requestHash);

    /** Keeps the answer to a call whose key was claimed. */
    void keep(Actor actor, String key, Answer answer);

    /** Gives the key back after a call that changed nothing. */
    void release(Actor actor, String key);
}
