package org.billhook.core.dip;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Unit;

/**
 * How sources become dynamic items (2.2): which are taken, at how many percent, what of them is kept apart, as which material
 * and with which quantity or cost they are billed. Immutable.
 *
 * @param version counts from 1 with every change; 0 for one that is delivered
 * @param text what it is for, for people
 * @param characteristics those that are relevant; sources that differ in others only merge (D-22)
 * @param sources rows in order, the first that matches counts (D-30, D-40); none for every source at 100 percent
 * @param materials rows in order, the first that matches counts (D-50, D-52); none to bill each source as what it is
 * @param usages what it is for, each with its settings; none for every usage, with the settings of {@link UsageRow#of}
 */
public record DipProfile(
        String id,
        long version,
        String text,
        List<Characteristic> characteristics,
        List<SourceRow> sources,
        List<MaterialRow> materials,
        List<UsageRow> usages) {

    private static final int MOST_PERCENT = 999;
    private static final BigDecimal MOST_OVERHEAD = new BigDecimal(MOST_PERCENT);
    private static final int MOST_KEY = 40;
    private static final int MOST_TYPE = 120;
    private static final int MOST_CONDITIONS = 99;
    private static final int FEW_DECIMALS = 3;

    public DipProfile {
        characteristics = List.copyOf(characteristics);
        sources = List.copyOf(sources);
        materials = List.copyOf(materials);
        usages = List.copyOf(usages);
    }

    /**
     * Settings of one usage (D-11).
     *
     * @param documentType of the document that its requests become, where the item tells none; 1 to 120 characters
     * @param creditDocumentType the same where the net is below zero; of billing only (D-12)
     * @param warrantyCheck whether a run warns of work on what is under warranty
     * @param manualConditions how many conditions of the clerk a line may have, 0 to 99; empty for any number
     * @param onlyWithMaterial whether a source that no row gives a material stays open, rather than to hold the item (D-13)
     * @param inceptionToDate whether its requests show what was billed to date, and deduct it (D-14); of billing only
     */
    public record UsageRow(
            Usage usage,
            Optional<String> documentType,
            Optional<String> creditDocumentType,
            boolean warrantyCheck,
            Optional<Integer> manualConditions,
            boolean onlyWithMaterial,
            boolean inceptionToDate) {
        /** One that sets nothing. */
        public static UsageRow of(Usage usage) {
            return new UsageRow(usage, Optional.empty(), Optional.empty(), false, Optional.empty(), false, false);
        }

        /** The same with sources without material left open. */
        public UsageRow leavingWithoutMaterial() {
            return new UsageRow(
                    usage, documentType, creditDocumentType, warrantyCheck, manualConditions, true, inceptionToDate);
        }
    }

    /**
     * A characteristic that counts.
     *
     * @param forMaterial whether criteria of the material determination may name it (D-23)
     * @param separate whether items of one material stay apart where they differ in it: no summarization (D-24)
     * @param structure level that it makes in the tree of expenditures, 1 at the top; 0 for none (D-20)
     */
    public record Characteristic(String name, boolean forMaterial, boolean separate, int structure) {
        /** One that makes no level. */
        public Characteristic(String name, boolean forMaterial, boolean separate) {
            this(name, forMaterial, separate, 0);
        }
    }

    /** What the check of a profile says to a source row of more than 100 percent (D-30). */
    public enum Reaction {
        ERROR,
        WARNING,
        NONE
    }

    /**
     * Which sources are taken.
     *
     * @param kind kind of the sources
     * @param percentage 0 to 999, of quantity and cost (D-33); a claim is never more or less than the source
     * @param overhead what is added on the cost of the sources (D-34); empty for nothing
     */
    public record SourceRow(
            String kind, int percentage, Reaction reaction, Criteria criteria, Optional<Overhead> overhead) {
        /** One without overhead. */
        public SourceRow(String kind, int percentage, Reaction reaction, Criteria criteria) {
            this(kind, percentage, reaction, criteria, Optional.empty());
        }
    }

    /**
     * An overhead on the cost of sources, as a condition of the line that bills them.
     *
     * @param key what it is called, for example the overhead key of a costing sheet
     * @param percent 0 to 999, any decimals
     * @param onlyBasis whether the sources are only what it is computed on, and not billed themselves
     */
    public record Overhead(String key, BigDecimal percent, boolean onlyBasis) {}

    /** What is passed of a source (D-51, D-51a). */
    public enum Transfer {
        /** Blank: the cost only, as quantity 1; what costs nothing is not passed. */
        COST,
        /** C: the quantity only; what has none is not passed. */
        QUANTITY,
        /** X: both; without a quantity it is 1 (D-4). */
        BOTH,
        /** A: both if there is a cost. */
        BOTH_IF_COST,
        /** B: both if there is a quantity. */
        BOTH_IF_QUANTITY
    }

    /**
     * As what sources are billed.
     *
     * @param usePosted whether the material of the posting counts where it has one (D-53)
     * @param material material otherwise; empty for none
     * @param individual whether dynamic items stay apart, without the second summarization (D-54)
     * @param conversion to another unit; empty to keep that of the source (D-55)
     */
    public record MaterialRow(
            Criteria criteria,
            boolean usePosted,
            Optional<String> material,
            boolean individual,
            Transfer transfer,
            Optional<Conversion> conversion) {}

    /**
     * A quantity in one unit as one in another.
     *
     * @param factor what one of {@code from} is in {@code to}, above zero; 1/60 for minutes as hours. Between seconds, minutes and
     *     hours, four or more decimals of the exact factor, such as 0.016666667, are that exact factor.
     */
    public record Conversion(Unit from, Unit to, Fraction factor) {
        public Conversion {
            Fraction told = factor;
            factor = from.in(to).filter(exact -> isCutFrom(exact, told)).orElse(told);
        }

        /** Whether it is the exact factor rounded or cut at its last decimal. */
        private static boolean isCutFrom(Fraction exact, Fraction factor) {
            Fraction away = exact.plus(factor.times(BigDecimal.ONE.negate())).abs();
            return !factor.hasScale(FEW_DECIMALS)
                    && IntStream.rangeClosed(FEW_DECIMALS + 1, Fraction.MOST_DECIMALS)
                            .filter(factor::hasScale)
                            .limit(1)
                            .anyMatch(scale -> away.compareTo(Fraction.of(BigDecimal.ONE.movePointLeft(scale))) < 0);
        }

        /** The number that the factor seems to be rounded from, such as 1/60 for 0.016666667; empty if it is none of these. */
        Optional<Fraction> roundedFrom() {
            if (factor.signum() <= 0 || factor.numerator().equals(BigInteger.ONE) || factor.hasScale(FEW_DECIMALS)) {
                return Optional.empty();
            }
            BigInteger parts = Fraction.ONE
                    .dividedBy(factor)
                    .rounded(0, RoundingMode.HALF_UP)
                    .toBigIntegerExact();
            if (parts.signum() == 0) {
                return Optional.empty();
            }
            Fraction exact = new Fraction(BigInteger.ONE, parts);
            return IntStream.rangeClosed(FEW_DECIMALS + 1, Fraction.MOST_DECIMALS)
                            .anyMatch(scale -> factor.equals(Fraction.of(exact.rounded(scale, RoundingMode.HALF_UP))))
                    ? Optional.of(exact)
                    : Optional.empty();
        }
    }

    /** Settings of a usage; empty if the profile is for others. */
    public Optional<UsageRow> usage(Usage usage) {
        return usages.isEmpty()
                ? Optional.of(UsageRow.of(usage))
                : usages.stream().filter(row -> row.usage() == usage).findFirst();
    }

    /** Characteristics that make the levels of the tree of expenditures, top first. */
    public List<String> structure() {
        return characteristics.stream()
                .filter(characteristic -> characteristic.structure() > 0)
                .sorted(Comparator.comparingInt(Characteristic::structure))
                .map(Characteristic::name)
                .toList();
    }

    /** What is wrong with it, field by field; warnings among them. */
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < characteristics.size(); i++) {
            Characteristic characteristic = characteristics.get(i);
            String field = "characteristics[%d].name".formatted(i);
            if (characteristic.name().isBlank()) {
                findings.add(Finding.error("MISSING", field, "A characteristic needs a name"));
            } else if (!names.add(characteristic.name())) {
                findings.add(Finding.error("TWICE", field, "'%s' is there twice".formatted(characteristic.name())));
            }
            if (characteristic.structure() < 0) {
                findings.add(Finding.error(
                                "STRUCTURE",
                                "characteristics[%d].structure".formatted(i),
                                "A level of the tree counts from 1; 0 makes none")
                        .withRule("D-20"));
            }
        }
        for (int i = 0; i < sources.size(); i++) {
            percentage(i, findings);
            overhead(i, findings);
        }
        for (int i = 0; i < materials.size(); i++) {
            material(i, findings);
        }
        for (int i = 0; i < usages.size(); i++) {
            usage(i, findings);
        }
        return findings;
    }

    private void usage(int row, List<Finding> findings) {
        UsageRow of = usages.get(row);
        String field = "usages[%d].".formatted(row);
        if (usages.subList(0, row).stream().anyMatch(before -> before.usage() == of.usage())) {
            findings.add(Finding.error("TWICE", field + "usage", "%s is there twice".formatted(of.usage()))
                    .withRule("D-10"));
        }
        type(field + "documentType", of.documentType(), findings);
        type(field + "creditDocumentType", of.creditDocumentType(), findings);
        if (!of.usage().bills()) {
            if (of.creditDocumentType().isPresent()) {
                findings.add(onlyBilling(field + "creditDocumentType", of.usage(), "credit memo requests", "D-12"));
            }
            if (of.inceptionToDate()) {
                findings.add(onlyBilling(field + "inceptionToDate", of.usage(), "bills to date", "D-14"));
            }
        }
        of.manualConditions()
                .filter(most -> most < 0 || most > MOST_CONDITIONS)
                .ifPresent(most -> findings.add(Finding.error(
                                "CONDITIONS",
                                field + "manualConditions",
                                "%d conditions of the clerk are not between 0 and 99".formatted(most))
                        .withRule("D-11")));
    }

    private static Finding onlyBilling(String field, Usage usage, String what, String rule) {
        return Finding.error("ONLY_BILLING", field, "Only BILLING has %s, not %s".formatted(what, usage))
                .withRule(rule);
    }

    private static void type(String field, Optional<String> type, List<Finding> findings) {
        type.filter(given -> given.isBlank() || given.length() > MOST_TYPE)
                .ifPresent(given -> findings.add(
                        Finding.error("BAD_LENGTH", field, "A document type of 1 to 120 characters is needed")
                                .withRule("D-11")));
    }

    private void percentage(int row, List<Finding> findings) {
        SourceRow source = sources.get(row);
        String field = "sources[%d].percentage".formatted(row);
        if (source.percentage() < 0 || source.percentage() > MOST_PERCENT) {
            findings.add(Finding.error(
                            "PERCENT", field, "%d percent is not between 0 and 999".formatted(source.percentage()))
                    .withRule("D-30"));
        } else if (source.percentage() > 100 && source.reaction() != Reaction.NONE) {
            String message = "%d percent is more than all of a source".formatted(source.percentage());
            findings.add(
                    source.reaction() == Reaction.ERROR
                            ? Finding.error("OVER_100", field, message).withRule("D-30")
                            : Finding.warning("OVER_100", message)
                                    .withField(field)
                                    .withRule("D-30"));
        }
    }

    private void overhead(int row, List<Finding> findings) {
        Optional<Overhead> overhead = sources.get(row).overhead();
        String field = "sources[%d].overhead".formatted(row);
        if (overhead.filter(found -> found.key().isBlank() || found.key().length() > MOST_KEY)
                .isPresent()) {
            findings.add(Finding.error("BAD_KEY", field + ".key", "A key of 1 to 40 characters is needed")
                    .withRule("D-34"));
        }
        overhead.map(Overhead::percent)
                .filter(percent -> percent.signum() < 0 || percent.compareTo(MOST_OVERHEAD) > 0)
                .ifPresent(percent -> findings.add(Finding.error(
                                "PERCENT", field + ".percent", "%s percent is not between 0 and 999".formatted(percent))
                        .withRule("D-34")));
    }

    private void material(int row, List<Finding> findings) {
        MaterialRow material = materials.get(row);
        String field = "materials[%d]".formatted(row);
        for (String name : material.criteria().byCharacteristic().keySet()) {
            boolean allowed = characteristics.stream()
                    .anyMatch(characteristic -> characteristic.name().equals(name) && characteristic.forMaterial());
            if (!allowed) {
                findings.add(Finding.error(
                                "NOT_FOR_MATERIAL",
                                field + ".criteria",
                                "'%s' is no characteristic that is relevant for material determination".formatted(name))
                        .withRule("D-23"));
            }
        }
        if (material.conversion().filter(to -> to.factor().signum() <= 0).isPresent()) {
            findings.add(Finding.error("FACTOR", field + ".conversion.factor", "A factor is above zero")
                    .withRule("D-55"));
        }
        material.conversion()
                .flatMap(to -> to.roundedFrom()
                        .map(exact -> Finding.warning(
                                "ROUNDED_FACTOR",
                                "%s is %s rounded, so quantities come out wrong in the last decimals: write %s"
                                        .formatted(to.factor(), exact, exact))))
                .ifPresent(finding -> findings.add(
                        finding.withField(field + ".conversion.factor").withRule("D-55")));
        for (int other = 0; other < row; other++) {
            MaterialRow before = materials.get(other);
            if (!before.material().equals(material.material())
                    && before.criteria().overlaps(material.criteria())) {
                findings.add(Finding.error(
                                "NOT_UNIQUE",
                                field + ".criteria",
                                "Rows %d and %d give different materials to the same sources".formatted(other, row))
                        .withRule("D-23"));
            }
        }
    }
}
