package org.billhook.rest.internal.security;

import java.util.Optional;
import org.billhook.core.api.BillhookException;

/** Where API tokens are kept. */
public interface TokenRealm {

    /**
     * The owner of a token that counts now, in the roles of the token that the owner has.
     *
     * @return empty for what is no token, or one that has ended, was revoked, or whose owner may not log in
     * @throws BillhookException UNAVAILABLE if tokens or users can't be read now
     */
    Optional<Login> login(String token);
}
