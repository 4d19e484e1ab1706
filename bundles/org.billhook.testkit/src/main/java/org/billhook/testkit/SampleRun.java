package org.billhook.testkit;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.Usage;
import org.billhook.core.spi.relevance.BilledToDate;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.Facts;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;

/** An item as a run sees it, for tests. Immutable; gives its sources in (service date, id) order as core does. */
public final class SampleRun implements ItemInRun {

    private static final Comparator<OpenSource> ORDER =
            Comparator.comparing(OpenSource::serviceDate).thenComparingLong(OpenSource::id);

    /** Bills sources as what they are. */
    private static final DipProfile PLAIN =
            new DipProfile("STANDARD", 0, "", List.of(), List.of(), List.of(), List.of());

    private final BillingItem item;
    private final LocalDate keyDate;
    private final List<OpenSource> sources;
    private final BilledToDate billed;
    private final Facts facts;
    private final DipProfile profile;

    private SampleRun(
            BillingItem item,
            LocalDate keyDate,
            List<OpenSource> sources,
            BilledToDate billed,
            Facts facts,
            DipProfile profile) {
        this.profile = profile;
        this.item = item;
        this.keyDate = keyDate;
        this.sources = sources;
        this.billed = billed;
        this.facts = facts;
    }

    /** A run at the key date 2026-12-31, before which nothing was billed. */
    public static SampleRun of(BillingItem item, OpenSource... sources) {
        return of(item, List.of(sources));
    }

    /** A run at the key date 2026-12-31, before which nothing was billed. */
    public static SampleRun of(BillingItem item, List<? extends OpenSource> sources) {
        List<OpenSource> sorted =
                sources.stream().<OpenSource>map(source -> source).sorted(ORDER).toList();
        return new SampleRun(
                item,
                LocalDate.of(2026, 12, 31),
                sorted,
                SampleBilled.nothing(item.currency()),
                SampleFacts.none(),
                PLAIN);
    }

    public SampleRun after(BilledToDate earlier) {
        return new SampleRun(item, keyDate, sources, earlier, facts, profile);
    }

    public SampleRun under(DipProfile other) {
        return new SampleRun(item, keyDate, sources, billed, facts, other);
    }

    public SampleRun knowing(Facts frozen) {
        return new SampleRun(item, keyDate, sources, billed, frozen, profile);
    }

    @Override
    public BillingItem item() {
        return item;
    }

    @Override
    public LocalDate keyDate() {
        return keyDate;
    }

    @Override
    public Iterable<OpenSource> openSources() {
        return Collections.unmodifiableList(sources);
    }

    @Override
    public Iterable<OpenSource> corrections() {
        return sources.stream().filter(source -> source.open().signum() < 0).toList();
    }

    @Override
    public BilledToDate billedToDate() {
        return billed;
    }

    @Override
    public Optional<DipProfile> profile() {
        return Optional.of(profile);
    }

    /** It bills. */
    @Override
    public Usage usage() {
        return Usage.BILLING;
    }

    @Override
    public Facts facts() {
        return facts;
    }
}
