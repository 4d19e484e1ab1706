package org.billhook.core.spi.relevance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Share;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What may become a line of the request: sources condensed under some characteristics (D-1). Immutable. */
public final class DynamicItem {

    /** Far below what shows: what is exactly half a minor unit is so after a sum of a million parts, too. */
    private static final int COST_DECIMALS = 27;

    private final List<Claim> claims;
    private final Share quantity;
    /** What one of any claim counts, if none has a factor of its own; null where they have none in common. */
    private final Fraction proportion;
    /** Null where the quantity is all of it. */
    private final Fraction exact;
    /** What one of each claim counts in the quantity; null where the quantity is told, or what is claimed. */
    private final List<Fraction> factors;

    private final String text;
    private final Map<String, String> characteristics;
    private final int percentage;
    private final boolean atCost;
    private final boolean withCost;
    private final Optional<Overhead> overhead;

    private DynamicItem(Builder builder) {
        claims = List.copyOf(builder.claims);
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("A dynamic item rests on at least one claim");
        }
        factors = builder.measure == null ? null : List.copyOf(builder.factors);
        Fraction counted = factors == null ? builder.exact : counted(claims, factors);
        if (factors != null) {
            quantity = new Share(counted.rounded(Share.SCALE, RoundingMode.HALF_UP), builder.measure);
        } else {
            quantity = builder.quantity == null ? sum(claims) : builder.quantity;
        }
        exact = counted == null || counted.hasScale(Share.SCALE) ? null : counted;
        proportion = builder.quantity == null ? Fraction.ONE : proportion(exactQuantity(), claims);
        text = builder.text;
        characteristics = builder.characteristics == null
                ? claims.get(0).source().characteristics()
                : Map.copyOf(builder.characteristics);
        percentage = builder.percentage;
        atCost = builder.atCost;
        withCost = builder.withCost;
        overhead = Optional.ofNullable(builder.overhead);
    }

    /**
     * A percentage of the cost that core adds to the conditions of the line (D-34).
     *
     * @param onlyBasis whether the cost is only what it is computed on: then the item has no price but the overhead
     * @param origin where it comes from, for people
     */
    public record Overhead(BigDecimal percent, boolean onlyBasis, String origin) {}

    /** One source, all that is open of it, with its own text and characteristics. */
    public static DynamicItem of(OpenSource source) {
        return builder().claim(Claim.all(source)).text(source.text()).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order they were added; amounts within the item are cut from the first to the last (D-85). */
    public List<Claim> claims() {
        return claims;
    }

    /**
     * What is priced: the sum of the claims unless the relevance said otherwise. Of one that decimals can't tell (50 minutes are 5/6
     * of an hour) it is what is shown, and {@link #exactQuantity()} what counts.
     */
    public Share quantity() {
        return quantity;
    }

    /** What is priced, to the last decimal. */
    public Fraction exactQuantity() {
        return exact == null ? Fraction.of(quantity.value()) : exact;
    }

    /** Whether {@link #quantity()} is all of what is priced. */
    public boolean isDecimal() {
        return exact == null;
    }

    /**
     * What one of a claim counts in the quantity: a sixtieth of a minute that is billed by the hour. Of a quantity that was told
     * without it, the proportion to what is claimed; empty where claims have no measure in common, or add up to nothing.
     */
    public Optional<Fraction> factor(int claim) {
        if (factors != null) {
            return Optional.of(factors.get(claim));
        }
        return Optional.ofNullable(proportion);
    }

    private static Fraction proportion(Fraction quantity, List<Claim> claims) {
        Measure measure = claims.get(0).share().measure();
        BigDecimal sum = BigDecimal.ZERO;
        for (Claim each : claims) {
            if (!each.share().measure().equals(measure)) {
                return null;
            }
            sum = sum.add(each.share().value());
        }
        return sum.signum() == 0 ? null : quantity.dividedBy(Fraction.of(sum));
    }

    /**
     * What the claims cost, as far as that is passed on (D-33, D-51), by currency in the order of their codes; not rounded, so that the
     * costs of parts add up (G-14). Empty if it is not passed, or not known of a source.
     */
    public SortedMap<CurrencyUnit, BigDecimal> cost() {
        SortedMap<CurrencyUnit, BigDecimal> cost = new TreeMap<>(Comparator.comparing(CurrencyUnit::getCode));
        for (Claim claim : claims) {
            Optional<BigDecimal> part = cost(claim.source(), claim.share());
            if (part.isEmpty()) {
                return Collections.emptySortedMap();
            }
            cost.merge(claim.source().cost().orElseThrow().getCurrencyUnit(), part.get(), BigDecimal::add);
        }
        return cost;
    }

    /** What a share of one of its sources costs, as far as that is passed on; in the currency of its cost, with 27 decimals at most. */
    public Optional<BigDecimal> cost(OpenSource source, Share share) {
        return withCost ? source.cost().map(cost -> cost(cost, source.posted(), share)) : Optional.empty();
    }

    private BigDecimal cost(Money cost, Share posted, Share share) {
        BigDecimal passed =
                cost.getAmount().multiply(BigDecimal.valueOf(percentage)).movePointLeft(2);
        return share.value().compareTo(posted.value()) == 0
                ? passed
                : passed.multiply(share.value()).divide(posted.value(), COST_DECIMALS, RoundingMode.HALF_UP);
    }

    public String text() {
        return text;
    }

    /** Characteristics that price and adjustments see; a blank one is absent (D-22). */
    public Map<String, String> characteristics() {
        return characteristics;
    }

    public Optional<String> characteristic(String name) {
        return Optional.ofNullable(characteristics.get(name));
    }

    /** Percent of the cost of the claims that is the cost of the item (D-33); the quantity has it already. */
    public int percentage() {
        return percentage;
    }

    /** Whether its price is its cost, whatever its quantity of 1 would cost by a list (D-4, D-51a, D-56). */
    public boolean atCost() {
        return atCost;
    }

    /** Whether the cost of the claims is passed on to pricing (D-51). */
    public boolean withCost() {
        return withCost;
    }

    /** What is added on its cost. */
    public Optional<Overhead> overhead() {
        return overhead;
    }

    private static Fraction counted(List<Claim> claims, List<Fraction> factors) {
        // the claims of one factor first, so that each is converted once only
        Map<Fraction, BigDecimal> sums = new LinkedHashMap<>(2);
        for (int i = 0; i < claims.size(); i++) {
            sums.merge(factors.get(i), claims.get(i).share().value(), BigDecimal::add);
        }
        Fraction counted = Fraction.ZERO;
        for (Map.Entry<Fraction, BigDecimal> entry : sums.entrySet()) {
            counted = counted.plus(entry.getKey().times(entry.getValue()));
        }
        return counted;
    }

    private static Share sum(List<Claim> claims) {
        Share sum = claims.get(0).share();
        for (Claim claim : claims.subList(1, claims.size())) {
            sum = sum.plus(claim.share());
        }
        return sum;
    }

    /**
     * The same with another count of its claims.
     *
     * @param each what one of each claim counts in the quantity
     */
    public DynamicItem counting(List<Fraction> each, Measure in) {
        Builder builder = builder()
                .text(text)
                .characteristics(characteristics)
                .percentage(percentage)
                .atCost(atCost)
                .withCost(withCost)
                .overhead(overhead)
                .counting(in);
        for (int i = 0; i < claims.size(); i++) {
            builder.claim(claims.get(i), each.get(i));
        }
        return builder.build();
    }

    /** Builds one item; not for more than one thread. */
    public static final class Builder {
        private final List<Claim> claims = new ArrayList<>(1);
        private final List<Fraction> factors = new ArrayList<>(0);
        private Measure measure;
        private Share quantity;
        private Fraction exact;
        private String text = "";
        private Map<String, String> characteristics;
        private int percentage = 100;
        private boolean atCost;
        private boolean withCost = true;
        private Overhead overhead;

        private Builder() {}

        public Builder claim(Claim claim) {
            claims.add(claim);
            return this;
        }

        /** Of a quantity that is counted by {@link #counting}: what one of the claim is in it. */
        public Builder claim(Claim claim, Fraction factor) {
            factors.add(factor);
            return claim(claim);
        }

        /** The quantity to price is the sum of the claims, each times its factor; every claim needs one. */
        public Builder counting(Measure in) {
            measure = in;
            return this;
        }

        /** The quantity to price, if it is not the sum of the claims. */
        public Builder quantity(Share value) {
            quantity = value;
            exact = null;
            return this;
        }

        /** The same for one that nine decimals may not tell; it is shown rounded half up, and priced as it is. */
        public Builder quantity(Fraction value, Measure measure) {
            quantity = new Share(value.rounded(Share.SCALE, RoundingMode.HALF_UP), measure);
            exact = value.hasScale(Share.SCALE) ? null : value;
            return this;
        }

        public Builder text(String value) {
            text = value;
            return this;
        }

        /** A characteristic; as soon as one is given, those of the first source no longer count. */
        public Builder characteristic(String name, String value) {
            if (characteristics == null) {
                characteristics = new LinkedHashMap<>();
            }
            characteristics.put(name, value);
            return this;
        }

        /** All characteristics at once, even if there are none; those of the first source do not count then. */
        public Builder characteristics(Map<String, String> values) {
            characteristics = new LinkedHashMap<>(values);
            return this;
        }

        /** @param value 0 or more */
        public Builder percentage(int value) {
            percentage = value;
            return this;
        }

        public Builder atCost(boolean value) {
            atCost = value;
            return this;
        }

        public Builder withCost(boolean value) {
            withCost = value;
            return this;
        }

        public Builder overhead(Optional<Overhead> value) {
            overhead = value.orElse(null);
            return this;
        }

        /**
         * @throws IllegalArgumentException if there is no claim, if the claims differ in measure and no quantity is given, or if it is
         *     counted and not every claim has a factor
         */
        public DynamicItem build() {
            if (measure != null && (quantity != null || factors.size() != claims.size())) {
                throw new IllegalArgumentException("%d of %d claims have a factor, and the quantity is%s given"
                        .formatted(factors.size(), claims.size(), quantity == null ? " not" : ""));
            }
            return new DynamicItem(this);
        }
    }
}
