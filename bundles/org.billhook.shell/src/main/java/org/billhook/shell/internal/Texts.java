package org.billhook.shell.internal;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.billhook.core.api.Proposals.Proposal;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/** Values as the shell prints them. */
public final class Texts {

    private Texts() {}

    public static String of(Finding finding) {
        return "%s %s%s: %s"
                .formatted(
                        finding.severity(),
                        finding.code(),
                        finding.field().map(field -> " (" + field + ")").orElse(""),
                        finding.message());
    }

    public static String of(List<Finding> findings) {
        return findings.stream().map(Finding::message).collect(Collectors.joining("; "));
    }

    public static String of(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    /** What is given up. */
    public static String of(Stake stake) {
        if (stake.isNone()) {
            return "nothing";
        }
        String amounts = money(stake.amounts());
        return !stake.unpriced() ? amounts : amounts.isEmpty() ? "no price" : amounts + " and no price";
    }

    public static String of(Proposal proposal) {
        return "Proposal %d: %s, proposed by %s%s"
                .formatted(
                        proposal.id(),
                        proposal.state(),
                        proposal.proposedBy(),
                        proposal.decidedBy().map(name -> ", decided by " + name).orElse(""));
    }

    public static String of(Money money) {
        return money.getAmount().toPlainString() + " " + money.getCurrencyUnit();
    }

    public static String of(BigMoney money) {
        return money.getAmount().toPlainString() + " " + money.getCurrencyUnit();
    }

    public static String of(Map<String, String> values) {
        return new TreeMap<>(values).entrySet().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    public static String money(Collection<Money> amounts) {
        return amounts.stream().map(Texts::of).collect(Collectors.joining(", "));
    }

    public static String refs(List<ObjectRef> refs) {
        return refs.stream().map(ObjectRef::toString).collect(Collectors.joining(", "));
    }

    /** Items that a request bills. */
    public static String items(Requests.Billed billed) {
        return refs(billed.items().stream().map(Requests.BilledItem::item).toList());
    }

    /** Roots of what a request bills. */
    public static String roots(Requests.Billed billed) {
        return refs(billed.items().stream()
                .map(Requests.BilledItem::root)
                .distinct()
                .toList());
    }

    /** A quantity as it is typed, such as {@code 1.5 HUR}. */
    public static Share quantity(String text) {
        String[] words = words(text, "1.5 HUR");
        return Share.of(Quantity.of(words[0], new Unit(words[1])));
    }

    /** An amount as it is typed, such as {@code 100.00 EUR}. */
    public static Money money(String text) {
        String[] words = words(text, "100.00 EUR");
        try {
            return Money.of(CurrencyUnit.of(words[1]), new BigDecimal(words[0]));
        } catch (IllegalCurrencyException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is not an amount like 100.00 EUR".formatted(text), e);
        }
    }

    private static String[] words(String text, String example) {
        String[] words = text.strip().split(" +");
        if (words.length != 2) {
            throw new IllegalArgumentException("'%s' is not of the form %s".formatted(text, example));
        }
        return words;
    }
}
