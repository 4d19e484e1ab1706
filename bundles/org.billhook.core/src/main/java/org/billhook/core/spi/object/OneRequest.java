package org.billhook.core.spi.object;

import org.billhook.core.spi.object.Attribute.Type;

/**
 * The setting of a document that its items are billed with one request for each party (D-74). A kind that has the attribute answers
 * {@link BillingObjectType#isBilledTogether} with it. Pure, for any number of threads.
 */
public final class OneRequest {

    /** Attribute with the setting. */
    public static final String ATTRIBUTE = "oneRequest";

    private OneRequest() {}

    /** The attribute. */
    public static Attribute attribute() {
        return Attribute.of(
                ATTRIBUTE,
                Type.BOOLEAN,
                "Whether its items that go to one party are billed with one request; one for each item if absent.");
    }

    /** Whether the items of the document are billed with one request. */
    public static boolean of(ObjectSnapshot document) {
        return document.isTrue(ATTRIBUTE);
    }
}
