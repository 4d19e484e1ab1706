package org.billhook.core.spi.source;

/**
 * What a source kind declares once per version.
 *
 * @param nature actual or plan
 * @param revaluable whether what was posted may be given a new value or quantity later; else only a reversal corrects it
 */
public record SourceTerms(Nature nature, boolean revaluable) {

    /** What a source stands for. */
    public enum Nature {
        /** Cost or work that happened; counts as first actual posting. */
        ACTUAL,
        /** Revenue that was posted; counts as first actual posting. */
        ACTUAL_REVENUE,
        /** A date, a value or a quantity that is planned or agreed. */
        PLAN
    }
}
