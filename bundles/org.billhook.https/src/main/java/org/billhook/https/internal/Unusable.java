package org.billhook.https.internal;

/** Settings, or a key that they name, can't be used; the message tells an administrator why. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
        super(reason);
    }
}
