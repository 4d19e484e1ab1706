package org.billhook.engine.internal.objects;

import java.util.Set;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;

/**
 * Keys that an address can name. HTTP takes a percent sign, a semicolon and a backslash in an address for its own, however they
 * are escaped, and dots alone for a way through folders: an object with such a key could be created and never be fetched.
 * Objects that have one from before stay as they are.
 */
final class ReachableKey {

    private static final String OF_ADDRESSES = "%;\\";
    private static final Set<String> WAYS = Set.of(".", "..");

    private ReachableKey() {}

    /** @throws BillhookException UNREADABLE if an object with the key could not be fetched */
    static void check(String key) {
        if (WAYS.contains(key) || key.chars().anyMatch(c -> OF_ADDRESSES.indexOf(c) >= 0)) {
            throw new BillhookException(
                    BillhookException.Type.UNREADABLE,
                    Finding.error(
                            "BAD_KEY",
                            "key",
                            "Key '%s' can't be part of an address: percent signs, semicolons and backslashes are not allowed,"
                                            .formatted(key)
                                    + " nor a dot or two alone"));
        }
    }
}
