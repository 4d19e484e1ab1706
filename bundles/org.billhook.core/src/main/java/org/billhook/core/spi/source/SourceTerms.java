package org.billhook.core.spi.source;

/**
 * What a source kind declares once per version.
 *
 * @param nature what a source of the kind stands for
 * @param revaluable whether what was posted may be given a new value or quantity later; else only a reversal corrects it
 * @param owned whether a source of the kind is always what an object is by itself ({@link
 *     org.billhook.core.spi.object.OwnSource}): only that object posts it, gives it another value and takes it back (G-21). To hold
 *     it, to write it off and to bill a part of it stays the clerk's.
 */
public record SourceTerms(Nature nature, boolean revaluable, boolean owned) {

    /** Terms of a kind that anybody may post. */
    public SourceTerms(Nature nature, boolean revaluable) {
        this(nature, revaluable, false);
    }

    /** Terms of a planned kind that objects own, revalued as they change (G-21). */
    public static SourceTerms ofObjects() {
        return new SourceTerms(Nature.PLAN, true, true);
    }

    /** What a source stands for. */
    public enum Nature {
        /** Cost or work that happened; counts as first actual posting. */
        ACTUAL,
        /** Revenue that was posted; counts as first actual posting. */
        ACTUAL_REVENUE,
        /** What happened and is neither cost nor revenue, such as kilometres or money that came in; billed as what is actual (G-18). */
        STATISTICAL,
        /** A date, a value or a quantity that is planned or agreed. */
        PLAN;

        /** Whether the first posting of it fixes the billing relevance of the item (R-23, G-18). */
        public boolean isCostOrRevenue() {
            return this == ACTUAL || this == ACTUAL_REVENUE;
        }
    }
}
