package org.billhook.core.api;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The users that this server keeps itself: for those who let somebody stay who logged in a while ago. */
@ProviderType
public interface StoredUsers {

    /**
     * What is stored of each user at this moment: roles, and what keeps a user out, such as {@code disabled}.
     *
     * @throws BillhookException UNAVAILABLE where the users are kept outside of this server
     */
    Map<String, Set<String>> users();
}
