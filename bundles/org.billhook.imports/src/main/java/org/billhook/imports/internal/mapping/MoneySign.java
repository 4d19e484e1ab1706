package org.billhook.imports.internal.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** Signs and codes of currencies, as files write them beside amounts and in columns of their own. */
public final class MoneySign {

    private static final Set<String> DOLLARS = Set.of(
            "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "BBD", "BSD", "BZD", "FJD",
            "JMD", "LRD", "NAD", "TTD", "XCD");
    private static final Map<String, Set<String>> SIGNS = Map.ofEntries(
            Map.entry("\u20ac", Set.of("EUR")),
            Map.entry("$", DOLLARS),
            Map.entry("US$", Set.of("USD")),
            Map.entry("C$", Set.of("CAD")),
            Map.entry("CA$", Set.of("CAD")),
            Map.entry("A$", Set.of("AUD")),
            Map.entry("NZ$", Set.of("NZD")),
            Map.entry("R$", Set.of("BRL")),
            Map.entry("\u00a3", Set.of("GBP", "EGP", "FKP", "GIP", "SHP")),
            Map.entry("\u00a5", Set.of("JPY", "CNY")),
            Map.entry("\u20b9", Set.of("INR")),
            Map.entry("\u20a9", Set.of("KRW")),
            Map.entry("\u20ba", Set.of("TRY")),
            Map.entry("\u20aa", Set.of("ILS")),
            Map.entry("\u20b4", Set.of("UAH")),
            Map.entry("Fr.", Set.of("CHF")),
            Map.entry("kr", Set.of("SEK", "NOK", "DKK", "ISK")),
            Map.entry("kr.", Set.of("DKK", "NOK", "SEK", "ISK")),
            Map.entry("z\u0142", Set.of("PLN")),
            Map.entry("K\u010d", Set.of("CZK")),
            Map.entry("Ft", Set.of("HUF")),
            Map.entry("R", Set.of("ZAR")));

    private MoneySign() {}

    /** Whether a sign beside an amount stands for the currency. */
    static boolean means(String sign, String currency) {
        return sign.equalsIgnoreCase(currency)
                || SIGNS.getOrDefault(sign, Set.of()).contains(currency);
    }

    /** The currency that a text names by its code, alone as {@code EUR} or with words as {@code Euro - EUR}. */
    public static Optional<CurrencyUnit> named(String text) {
        List<CurrencyUnit> found = new ArrayList<>();
        for (String word : text.split("[^\\p{L}]+")) {
            if (word.matches("[A-Z]{3}")) {
                CurrencyUnit.registeredCurrencies().stream()
                        .filter(currency -> currency.getCode().equals(word) && !found.contains(currency))
                        .forEach(found::add);
            }
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
