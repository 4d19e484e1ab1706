package org.billhook.engine.internal.runs;

import java.math.BigDecimal;
import org.billhook.core.derivation.Derivation;
import org.billhook.core.derivation.Step;
import org.billhook.core.model.Fraction;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.Conditions.Valued;

/**
 * Writes derivations in their stored form at once, since a run writes millions; {@link Derivation#parse} reads them. Of a
 * condition the base is {@code q} (for the quantity), {@code r} (for a part of it, which the rate tells), {@code n} (percent of
 * the net), {@code k} (percent of the cost), {@code c} (the cost itself, of a currency) or {@code f} (fixed), followed by {@code s}
 * if it is statistical.
 */
final class DerivationText {

    private DerivationText() {}

    static void step(StringBuilder out, String code, String... args) {
        out.append(code);
        for (String arg : args) {
            out.append('|');
            escape(out, arg);
        }
        out.append(';');
    }

    static void condition(StringBuilder out, Valued valued) {
        Condition condition = valued.condition();
        out.append(Step.CONDITION).append('|');
        price(out, condition);
        out.append('|');
        number(out, valued.exact());
        out.append('|').append(valued.value().getAmount().toPlainString()).append('|');
        escape(out, condition.origin());
        out.append(';');
    }

    /** How a condition computes, whatever the quantity. */
    static void price(StringBuilder out, Condition condition) {
        escape(out, condition.type());
        out.append('|');
        rate(out, condition);
        out.append('|');
        base(out, condition);
    }

    private static void rate(StringBuilder out, Condition condition) {
        if (condition instanceof Condition.PerUnit perUnit) {
            number(out, perUnit.rate().getAmount());
            if (perUnit.per().compareTo(BigDecimal.ONE) != 0) {
                out.append('/');
                number(out, perUnit.per());
            }
        } else if (condition instanceof Condition.Between between) {
            between(out, between);
        } else if (condition instanceof Condition.Percent percent) {
            number(out, percent.percent());
            out.append('%');
        } else if (condition instanceof Condition.Cost cost) {
            out.append(cost.of());
            if (cost.rate().compareTo(BigDecimal.ONE) != 0) {
                out.append(" at ");
                number(out, cost.rate());
            }
        } else {
            number(out, ((Condition.Fixed) condition).amount().getAmount());
        }
    }

    private static void between(StringBuilder out, Condition.Between between) {
        number(out, between.rate().getAmount());
        out.append(between.per().equals(Fraction.ONE) ? " a unit" : " for " + between.per() + " units");
        if (between.from().signum() > 0) {
            out.append(" above ").append(between.from());
        }
        between.to().ifPresent(end -> out.append(" up to ").append(end));
    }

    private static void base(StringBuilder out, Condition condition) {
        if (condition instanceof Condition.PerUnit) {
            out.append('q');
        } else if (condition instanceof Condition.Between) {
            out.append('r');
        } else if (condition instanceof Condition.Percent percent) {
            out.append(percent.base() == Condition.Percent.Base.NET ? 'n' : 'k');
        } else if (condition instanceof Condition.Cost) {
            out.append('c');
        } else {
            out.append('f');
        }
        if (condition.statistical()) {
            out.append('s');
        }
    }

    /** A number without the zeros at its end. */
    static void number(StringBuilder out, BigDecimal value) {
        if (value.scale() <= 0 || value.signum() == 0) {
            out.append(value.signum() == 0 ? "0" : value.toPlainString());
            return;
        }
        String plain = value.toPlainString();
        int end = plain.length();
        while (plain.charAt(end - 1) == '0') {
            end--;
        }
        if (plain.charAt(end - 1) == '.') {
            end--;
        }
        out.append(plain, 0, end);
    }

    private static void escape(StringBuilder out, String arg) {
        for (int i = 0; i < arg.length(); i++) {
            char c = arg.charAt(i);
            if (c == '|' || c == ';' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
    }
}
