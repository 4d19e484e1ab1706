package org.billhook.core.processor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.billhook.core.dip.Criteria;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.Characteristic;
import org.billhook.core.dip.DipProfile.Conversion;
import org.billhook.core.dip.DipProfile.MaterialRow;
import org.billhook.core.dip.DipProfile.Reaction;
import org.billhook.core.dip.DipProfile.SourceRow;
import org.billhook.core.dip.DipProfile.Transfer;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.dip.Usage;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Fraction;
import org.billhook.core.model.Measure;
import org.billhook.core.model.Quantity;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.relevance.Claim;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.DynamicItem.Overhead;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;

/**
 * Makes dynamic items of sources by a profile. Sources that agree in all relevant characteristics are one dynamic item; dynamic
 * items of one material that agree in what is not to be summarized are one item of the request (D-2). Units never mix, nor do
 * percentages; corrections are summed with what they correct, also where sources are items of their own (G-22). Not for several threads.
 */
public final class DynamicItemProcessor {

    private static final Share ONE = Share.of(new Quantity(BigDecimal.ONE, Unit.PIECE));
    private static final MaterialRow AS_IT_IS =
            new MaterialRow(Criteria.ALL, true, Optional.empty(), false, Transfer.BOTH, Optional.empty());
    private static final SourceRow ALL_OF_IT = new SourceRow("", 100, Reaction.NONE, Criteria.ALL);

    private final DipProfile profile;
    private final boolean onlyWithMaterial;
    private final boolean summarize;
    private final String textOfAll;
    private final Map<Map<String, String>, Group> groups = new LinkedHashMap<>();

    /**
     * @param usage what the items are for
     * @param summarize whether sources merge; otherwise each is an item of its own
     * @param textOfAll text of an item whose sources have neither text nor characteristics in common
     */
    public DynamicItemProcessor(DipProfile profile, Usage usage, boolean summarize, String textOfAll) {
        this.profile = profile;
        onlyWithMaterial =
                profile.usage(usage).filter(UsageRow::onlyWithMaterial).isPresent();
        this.summarize = summarize;
        this.textOfAll = textOfAll;
    }

    /** What the profile does with one source. */
    private record Passed(
            MaterialRow row, int percentage, Optional<String> material, boolean atCost, Optional<Overhead> overhead) {
        boolean withCost() {
            return row.transfer() != Transfer.QUANTITY;
        }
    }

    /** Why the profile can't tell what to do with a source as its cost is unknown; empty if it can. */
    public Optional<Finding> unknownCost(OpenSource source) {
        boolean needsCost = materialRow(source)
                .filter(row -> row.transfer() == Transfer.COST || row.transfer() == Transfer.BOTH_IF_COST)
                .isPresent();
        return needsCost && sourceRow(source).isPresent() && source.cost().isEmpty()
                ? Optional.of(Finding.error(
                                "NO_COST",
                                "Source %d of %s has no cost, which profile %s passes: correct it first"
                                        .formatted(source.id(), source.serviceDate(), profile.id()))
                        .withRule("D-51a"))
                : Optional.empty();
    }

    /** Proposes all open sources of an item, each as an item of its own but for those that correct others, and these (G-22). */
    public void itemize(ItemInRun item, ProposalSink out) {
        Corrections corrections = Corrections.of(item, this::sameWork);
        Map<Object, Group> together = new HashMap<>();
        for (OpenSource source : item.openSources()) {
            Optional<Object> of = corrections.of(source);
            if (of.isEmpty()) {
                add(source, out);
                continue;
            }
            Passed passed = passed(source).orElseThrow();
            Group group = together.computeIfAbsent(of.get(), key -> new Group(passed));
            group.add(source, passed);
            if (group.size() == corrections.size(of.get())) {
                together.remove(of.get());
                out.propose(group.item());
            }
        }
    }

    /** What a correction and what it corrects have in common: all but day, quantity, cost and text; empty if it is not billed. */
    private Optional<Object> sameWork(OpenSource source) {
        return passed(source)
                .map(passed ->
                        List.of(source.kind(), source.object(), source.measure(), source.characteristics(), passed));
    }

    /** Takes a source, or leaves it open and says why. With {@code summarize} off it is proposed at once. */
    public void add(OpenSource source, ProposalSink out) {
        if (!summarize && isPlain()) {
            out.propose(DynamicItem.of(source));
            return;
        }
        Optional<Finding> reason = reason(source);
        if (reason.isPresent()) {
            out.leaveOpen(source, reason.get());
            return;
        }
        Passed passed = passed(
                source, materialRow(source).orElseThrow(), sourceRow(source).orElseThrow());
        if (summarize) {
            groups.computeIfAbsent(key(source, passed), key -> new Group(passed))
                    .add(source, passed);
        } else {
            Group alone = new Group(passed);
            alone.add(source, passed);
            out.propose(alone.item());
        }
    }

    private Optional<Passed> passed(OpenSource source) {
        return reason(source).isPresent()
                ? Optional.empty()
                : Optional.of(passed(
                        source,
                        materialRow(source).orElseThrow(),
                        sourceRow(source).orElseThrow()));
    }

    /** Why a source is left open. */
    private Optional<Finding> reason(OpenSource source) {
        if (sourceRow(source).isEmpty()) {
            return Optional.of(open("NOT_SELECTED", "Profile %s does not take the source".formatted(profile.id())));
        }
        Optional<MaterialRow> row = materialRow(source);
        return unknownCost(source).or(() -> row.isEmpty() ? Optional.of(noMaterial()) : notPassed(row.get(), source));
    }

    /** Proposes what was summarized, in the order of the first sources. */
    public void propose(ProposalSink out) {
        collect(out::propose);
    }

    /** Hands over what was summarized, in the order of the first sources. */
    public void collect(Consumer<DynamicItem> to) {
        groups.values().forEach(group -> to.accept(group.item()));
        groups.clear();
    }

    /** Whether sources are billed as what they are. */
    private boolean isPlain() {
        return profile.sources().isEmpty() && profile.materials().isEmpty();
    }

    private Optional<SourceRow> sourceRow(OpenSource source) {
        if (profile.sources().isEmpty()) {
            return Optional.of(ALL_OF_IT);
        }
        return profile.sources().stream()
                .filter(row ->
                        row.kind().equals(source.kind()) && row.criteria().match(source::characteristic))
                .findFirst();
    }

    private Optional<MaterialRow> materialRow(OpenSource source) {
        if (profile.materials().isEmpty()) {
            return Optional.of(AS_IT_IS);
        }
        return profile.materials().stream()
                .filter(row -> row.criteria().match(source::characteristic))
                .findFirst();
    }

    private Finding noMaterial() {
        return onlyWithMaterial
                ? open("NO_MATERIAL", "No row of profile %s gives the source a material".formatted(profile.id()))
                : Finding.error(
                                "NO_MATERIAL",
                                "No row of profile %s gives the source a material: add one".formatted(profile.id()))
                        .withRule("D-13");
    }

    private Optional<Finding> notPassed(MaterialRow row, OpenSource source) {
        boolean costs = source.cost().filter(cost -> !cost.isZero()).isPresent();
        boolean counts = !source.measure().isAmount();
        boolean passed =
                switch (row.transfer()) {
                    case COST, BOTH_IF_COST -> costs;
                    case QUANTITY, BOTH_IF_QUANTITY -> counts;
                    case BOTH -> true;
                };
        if (!passed) {
            return Optional.of(open(
                    "NOT_PASSED",
                    "Profile %s passes sources with a %s only"
                            .formatted(
                                    profile.id(),
                                    row.transfer() == Transfer.COST || row.transfer() == Transfer.BOTH_IF_COST
                                            ? "cost"
                                            : "quantity")));
        }
        return row.conversion()
                .filter(conversion -> counts
                        && row.transfer() != Transfer.COST
                        && !source.measure().equals(Measure.of(conversion.from()))
                        && !source.measure().equals(Measure.of(conversion.to())))
                .map(conversion -> Finding.error(
                                "NO_CONVERSION",
                                "Profile %s converts %s to %s, not %s"
                                        .formatted(profile.id(), conversion.from(), conversion.to(), source.measure()))
                        .withRule("D-55"));
    }

    private static Finding open(String code, String message) {
        return Finding.warning(code, message);
    }

    private Passed passed(OpenSource source, MaterialRow row, SourceRow taken) {
        Optional<String> posted = row.usePosted() ? source.characteristic(Characteristics.MATERIAL) : Optional.empty();
        // an amount has no quantity: it is 1 at its cost (D-4, D-56)
        boolean atCost = row.transfer() == Transfer.COST || (source.measure().isAmount() && row != AS_IT_IS);
        Optional<Overhead> overhead = taken.overhead()
                .map(of -> new Overhead(
                        of.percent(), of.onlyBasis(), "dip-profile/%s#%s".formatted(profile.id(), of.key())));
        return new Passed(row, taken.percentage(), posted.or(row::material), atCost, overhead);
    }

    private Map<String, String> key(OpenSource source, Passed passed) {
        Map<String, String> key = new TreeMap<>();
        passed.material().ifPresent(material -> key.put(Characteristics.MATERIAL, material));
        boolean second = passed.material().isPresent() && !passed.row().individual();
        for (Characteristic characteristic : profile.characteristics()) {
            if (!second || characteristic.separate()) {
                source.characteristic(characteristic.name()).ifPresent(value -> key.put(characteristic.name(), value));
            }
        }
        key.put("/unit", passed.atCost() ? "cost" : unit(source, passed).code());
        key.put("/percent", String.valueOf(passed.percentage()));
        passed.overhead().ifPresent(overhead -> key.put("/overhead", overhead.toString()));
        if (source.takesBack()) {
            key.put("/back", "");
        }
        if (passed.row().individual()) {
            key.put("/individual", "");
        }
        return key;
    }

    private static Measure unit(OpenSource source, Passed passed) {
        return passed.row()
                .conversion()
                .filter(conversion -> source.measure().equals(Measure.of(conversion.from())))
                .map(conversion -> Measure.of(conversion.to()))
                .orElse(source.measure());
    }

    /** What one of a source counts in the item. */
    private static Fraction factor(OpenSource source, Passed passed) {
        return passed.row()
                .conversion()
                .filter(to -> source.measure().equals(Measure.of(to.from())))
                .map(Conversion::factor)
                .orElse(Fraction.ONE)
                .times(Fraction.of(passed.percentage(), 100));
    }

    /** Sources of one item. */
    private final class Group {
        private final DynamicItem.Builder builder = DynamicItem.builder();
        private final Passed passed;
        private Map<String, String> characteristics;
        private Measure measure;
        private String text;

        /** Whether the text is that of work. */
        private boolean work;

        private int size;

        Group(Passed passed) {
            this.passed = passed;
        }

        int size() {
            return size;
        }

        void add(OpenSource source, Passed as) {
            builder.claim(Claim.all(source), factor(source, as));
            measure = unit(source, as);
            size++;
            Map<String, String> relevant = relevant(source, as);
            if (characteristics == null) {
                characteristics = new TreeMap<>(relevant);
                text = source.text();
                work = source.open().signum() > 0;
                return;
            }
            // what differs among the sources is blank in the item (D-22)
            characteristics.entrySet().removeIf(entry -> !entry.getValue().equals(relevant.get(entry.getKey())));
            text = summarize ? text.equals(source.text()) ? text : "" : textOfWork(source);
        }

        /** Of work and its corrections, that of the first work. */
        private String textOfWork(OpenSource source) {
            boolean first = !work && source.open().signum() > 0;
            work |= first;
            return first ? source.text() : text;
        }

        /** Its text where all sources have the same, else what they have in common of what the profile names. */
        private String shown() {
            if (!text.isEmpty()) {
                return text;
            }
            List<String> common = new ArrayList<>();
            for (Characteristic named : profile.characteristics()) {
                Optional.ofNullable(characteristics.get(named.name())).ifPresent(common::add);
            }
            passed.material().filter(material -> !common.contains(material)).ifPresent(common::add);
            return common.isEmpty() ? textOfAll : String.join(", ", common);
        }

        DynamicItem item() {
            if (passed.atCost()) {
                builder.quantity(ONE);
            } else {
                builder.counting(measure);
            }
            return builder.characteristics(characteristics)
                    .text(shown())
                    .percentage(passed.percentage())
                    .atCost(passed.atCost())
                    .withCost(passed.withCost())
                    .overhead(passed.overhead())
                    .build();
        }
    }

    private Map<String, String> relevant(OpenSource source, Passed passed) {
        Map<String, String> relevant = new TreeMap<>();
        List<Characteristic> named = profile.characteristics();
        if (!summarize) {
            relevant.putAll(source.characteristics());
        }
        for (Characteristic characteristic : named) {
            source.characteristic(characteristic.name()).ifPresent(value -> relevant.put(characteristic.name(), value));
        }
        passed.material().ifPresent(material -> relevant.put(Characteristics.MATERIAL, material));
        return relevant;
    }
}
