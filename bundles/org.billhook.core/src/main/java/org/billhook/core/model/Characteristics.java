package org.billhook.core.model;

/**
 * Names of the characteristics that core itself stores with every source (D-21). A source kind may bring further ones of
 * its own under other names.
 */
public final class Characteristics {

    /** Person who did the work, by external id. */
    public static final String PERSON = "person";
    /** Activity type, for example {@code Development}. */
    public static final String ACTIVITY = "activity";
    /** Material or service product. */
    public static final String MATERIAL = "material";
    /** Key of the billing object the source is posted on. */
    public static final String OBJECT = "object";
    /** Key of the project definition, where the object belongs to one. */
    public static final String PROJECT = "project";
    /** Party that is billed. */
    public static final String CUSTOMER = "customer";
    /** Month of the service date, such as {@code 2026-03}: derived, so that sources of any kind have it. */
    public static final String PERIOD = "period";
    /** Kind of the source. */
    public static final String SOURCE_KIND = "source-kind";

    private Characteristics() {}
}
