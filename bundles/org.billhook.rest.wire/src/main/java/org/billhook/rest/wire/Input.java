package org.billhook.rest.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.billhook.core.api.BillhookException;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;

/**
 * Reads the fields of a call and collects what is wrong with each, so that the caller learns all of it at once. What it
 * reads counts only after {@link #check}.
 */
public final class Input {

    private final List<Finding> findings = new ArrayList<>();
    private boolean unreadable;

    /** What was found wrong so far, the first hundred of it. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** @throws BillhookException with all findings, if there are any: REFUSED if all is readable but selects nothing, else UNREADABLE */
    public void check() {
        if (!findings.isEmpty()) {
            throw new BillhookException(
                    unreadable ? BillhookException.Type.UNREADABLE : BillhookException.Type.REFUSED, findings);
        }
    }

    /** Adds a finding of the caller itself; more than a hundred are not kept. */
    public void refuse(String code, String field, String message) {
        unreadable = true;
        if (findings.size() < Shown.FINDINGS) {
            findings.add(Finding.error(code, field, Shown.message(message)));
        }
    }

    /** A field that must have a value; null if it has none or a wrong one. */
    public <T> T required(String field, String text, Function<String, T> reader) {
        if (text == null || text.isBlank()) {
            refuse("MISSING", field, "%s is missing".formatted(field));
            return null;
        }
        return read(field, text, reader);
    }

    /** A field that may be absent. */
    public <T> Optional<T> optional(String field, String text, Function<String, T> reader) {
        return Optional.ofNullable(text == null ? null : read(field, text, reader));
    }

    /** A text that must be there, at most so many characters long. */
    public String text(String field, String text, int longest) {
        return required(field, text, given -> Read.text(given, longest));
    }

    /** A list that must be there, with one to so many entries. */
    public <T> List<T> list(String field, List<T> list, int most) {
        if (list == null || list.isEmpty()) {
            refuse("MISSING", field, "%s is missing".formatted(field));
            return List.of();
        }
        if (list.size() > most) {
            refuse("TOO_MANY", field, "%s has %d entries, at most %d are allowed".formatted(field, list.size(), most));
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            refuse("MISSING", field, "%s has an empty entry".formatted(field));
            return List.of();
        }
        return list;
    }

    /** A list that may be absent or empty, with at most so many entries. */
    public <T> List<T> optionalList(String field, List<T> list, int most) {
        return list == null || list.isEmpty() ? List.of() : list(field, list, most);
    }

    /**
     * A list that narrows what a call works on, with at most so many entries. Absent it narrows nothing and the result is empty. An
     * empty one would leave nothing to work on: it is refused, never taken for all.
     */
    public <T> List<T> selection(String field, List<T> list, int most) {
        if (list != null && list.isEmpty()) {
            findings.add(Finding.error(
                    "NOTHING_SELECTED",
                    field,
                    "%s is empty, which selects nothing: name at least one, or leave %s out for all"
                            .formatted(field, field)));
            return List.of();
        }
        return optionalList(field, list, most);
    }

    /** An amount with at most the decimals of its currency; null if absent or wrong. */
    public Money money(String field, MoneyJson json) {
        BigMoney money = price(field, json);
        if (money == null) {
            return null;
        }
        if (money.getAmount().stripTrailingZeros().scale()
                > money.getCurrencyUnit().getDecimalPlaces()) {
            refuse(
                    "WRONG_VALUE",
                    field + ".amount",
                    "%s.amount: '%s' has more decimals than %s has".formatted(field, json.amount(), json.currency()));
            return null;
        }
        // zeros beyond the decimals of the currency are no rounding
        return money.toMoney(RoundingMode.UNNECESSARY);
    }

    /** An amount with any number of decimals; null if absent or wrong. */
    public BigMoney price(String field, MoneyJson json) {
        if (json == null) {
            return null;
        }
        BigDecimal amount = required(field + ".amount", json.amount(), Read::decimal);
        CurrencyUnit currency = required(field + ".currency", json.currency(), Input::currency);
        return amount == null || currency == null ? null : BigMoney.of(currency, amount);
    }

    /** A quantity or an amount; null if absent or wrong. */
    public Share share(String field, MeasuredJson json) {
        if (json == null) {
            return null;
        }
        boolean quantity = json.value() != null || json.unit() != null;
        boolean amount = json.amount() != null || json.currency() != null;
        if (quantity == amount) {
            refuse("WRONG_VALUE", field, "%s must have either value and unit, or amount and currency".formatted(field));
            return null;
        }
        String name = field + (quantity ? ".value" : ".amount");
        String text = quantity ? json.value() : json.amount();
        Measure measure = quantity
                ? required(field + ".unit", json.unit(), code -> Measure.of(new Unit(code)))
                : required(field + ".currency", json.currency(), code -> Measure.of(currency(code)));
        BigDecimal value = required(name, text, Read::decimal);
        return measure == null || value == null ? null : read(name, text, given -> Read.share(value, measure));
    }

    private static CurrencyUnit currency(String code) {
        try {
            return CurrencyUnit.of(code);
        } catch (IllegalCurrencyException e) {
            throw new IllegalArgumentException("'%s' is not an ISO 4217 code".formatted(code), e);
        }
    }

    private <T> T read(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            refuse("WRONG_VALUE", field, "%s: %s".formatted(field, e.getMessage()));
            return null;
        }
    }
}
