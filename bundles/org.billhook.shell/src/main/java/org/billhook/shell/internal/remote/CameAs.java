package org.billhook.shell.internal.remote;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.AttributeRepository.AttributeKey;

/**
 * What was stored of the user of a session when it began.
 *
 * @param roles empty if it is not known, as for a login with a key, until it is looked at for the first time
 * @param kept whether this server keeps the user, as far as it was looked at
 */
record CameAs(String user, Optional<Set<String>> roles, boolean kept) {

    /** Attribute of the session. */
    static final AttributeKey<CameAs> KEY = new AttributeKey<>();

    CameAs {
        roles = roles.map(Set::copyOf);
    }

    /** As it counts for the next look; empty if the session must end. */
    Optional<CameAs> after(Map<String, Set<String>> stored) {
        Optional<Set<String>> now = Optional.ofNullable(stored.get(user));
        if (now.isEmpty()) {
            return kept ? Optional.empty() : Optional.of(this);
        }
        return roles.isPresent() && !roles.equals(now.map(Set::copyOf))
                ? Optional.empty()
                : Optional.of(new CameAs(user, now, true));
    }
}
