package org.billhook.rest.internal.security;

/** What is done about the hashes of passwords when users log in, where they are kept in this server. */
public interface PasswordHashes {

    /**
     * Takes as long as the check of a password, if there is no such user: what it takes to refuse a login must not tell
     * which names there are.
     */
    void evenOut(String user);

    /**
     * Hashes the password anew where its hash is cheaper than those that are made now.
     *
     * @param password the right one; anything else changes nothing
     */
    void renew(String user, String password);
}
