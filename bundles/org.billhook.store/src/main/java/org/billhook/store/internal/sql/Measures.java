package org.billhook.store.internal.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Measure.Dimension;

/** Measures as stored, and shared once read: an installation has few, and a run reads millions. */
public final class Measures {

    private static final String QUANTITY = "Q";
    private static final String AMOUNT = "A";
    private static final Map<String, Measure> KNOWN = new ConcurrentHashMap<>();

    private Measures() {}

    public static String dimension(Measure measure) {
        return measure.isAmount() ? AMOUNT : QUANTITY;
    }

    public static Measure of(String dimension, String code) {
        return KNOWN.computeIfAbsent(
                dimension + code,
                key -> new Measure(dimension.equals(AMOUNT) ? Dimension.AMOUNT : Dimension.QUANTITY, code));
    }
}
