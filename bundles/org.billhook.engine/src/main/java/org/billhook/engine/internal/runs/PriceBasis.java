package org.billhook.engine.internal.runs;

import java.util.List;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.price.Condition;
import org.billhook.engine.internal.hash.Sha256;

/**
 * Names the price of a line: equal for two lines exactly if they value every share of a source alike. Stored with the line and
 * compared as a whole; nobody reads it.
 */
final class PriceBasis {

    /** Width of its column. */
    private static final int LONGEST = 200;

    private PriceBasis() {}

    /** @param factor quantity per share */
    static String of(List<Condition> conditions, Fraction factor) {
        StringBuilder out = new StringBuilder(32);
        for (Condition condition : conditions) {
            DerivationText.price(out, condition);
            out.append(';');
        }
        if (!factor.equals(Fraction.ONE)) {
            out.append(factor);
        }
        return out.length() <= LONGEST ? out.toString() : Sha256.hex(out.toString(), 32);
    }
}
