package org.billhook.engine.internal.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.billhook.core.api.BillingRuns.Order;
import org.billhook.core.dip.DipProfile;
import org.billhook.core.dip.DipProfile.UsageRow;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.attributes.KindAttributes;
import org.billhook.engine.internal.dip.FrozenProfiles;
import org.billhook.engine.internal.dip.ProfileTables;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Vacancy;
import org.billhook.engine.internal.retry.Retry;
import org.billhook.engine.internal.sources.FrozenPrices;
import org.billhook.engine.internal.sources.PriceTables;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Transactions;
import org.joda.money.Money;

/** What is frozen for a run or preview. Safe on any thread. */
final class RunInputs {

    static final int MOST_IN_PAGE = 1000;

    final Order order;
    final Deciders deciders;
    final FrozenPrices prices;
    final FrozenProfiles profiles;
    final int pageSize;
    final boolean allowEarlierDate;
    private final Snapshot plugins;
    private final Map<String, BillingTerms> terms;
    private final Map<String, LifeCycle> lifeCycles;
    private final Map<String, Boolean> planned;

    /** @param allowEarlierDate whether an item is billed up to a date before that of a bill that stands (D-79) */
    RunInputs(
            Order order,
            Snapshot plugins,
            Deciders deciders,
            FrozenPrices prices,
            FrozenProfiles profiles,
            int pageSize,
            boolean allowEarlierDate) {
        this(
                order,
                plugins,
                deciders,
                prices,
                profiles,
                pageSize,
                allowEarlierDate,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>());
    }

    private RunInputs(
            Order order,
            Snapshot plugins,
            Deciders deciders,
            FrozenPrices prices,
            FrozenProfiles profiles,
            int pageSize,
            boolean allowEarlierDate,
            Map<String, BillingTerms> terms,
            Map<String, LifeCycle> lifeCycles,
            Map<String, Boolean> planned) {
        this.order = order;
        this.plugins = plugins;
        this.deciders = deciders;
        this.prices = prices;
        this.profiles = profiles;
        this.pageSize = pageSize;
        this.allowEarlierDate = allowEarlierDate;
        this.terms = terms;
        this.lifeCycles = lifeCycles;
        this.planned = planned;
    }

    /** The same inputs on the plugins of one unit of work. */
    RunInputs with(Snapshot unit) {
        return new RunInputs(
                order, unit, deciders, prices, profiles, pageSize, allowEarlierDate, terms, lifeCycles, planned);
    }

    /** The same inputs for another order. */
    RunInputs ordering(Order other) {
        return new RunInputs(
                other, plugins, deciders, prices, profiles, pageSize, allowEarlierDate, terms, lifeCycles, planned);
    }

    Snapshot plugins() {
        return plugins;
    }

    /** What would have to be asked about every item and is away. */
    List<Vacancy> away() {
        return Spi.BILLING_CHAINS.stream()
                .flatMap(spi -> plugins.vacant(spi).stream())
                .toList();
    }

    /** Attributes of an object that no plugin has, while one that added some is away. */
    List<String> ownerless(ObjectRow row) {
        if (plugins.vacant(Spi.ATTRIBUTES).isEmpty()) {
            return List.of();
        }
        return kind(row.ref().kind()).map(kind -> new KindAttributes(plugins, kind)).stream()
                .flatMap(known -> row.attributes().keySet().stream().filter(name -> !known.has(name)))
                .sorted()
                .toList();
    }

    Optional<Leased<BillingRelevance>> relevance(String id) {
        return plugins.find(Spi.RELEVANCE, id);
    }

    BillingTerms terms(Leased<BillingRelevance> relevance) {
        BillingTerms known = terms.get(relevance.id());
        if (known == null) {
            known = relevance.call("terms", BillingRelevance::terms);
            terms.put(relevance.id(), known);
        }
        return known;
    }

    Optional<Leased<BillingObjectType>> kind(String id) {
        return plugins.find(Spi.OBJECT, id);
    }

    /** Whether actual sources are settled, rather than planned ones priced. */
    boolean bills() {
        return order.usage().bills();
    }

    RequestKind requestFor(ItemOfRoot item, Money net) {
        return switch (order.usage()) {
            case BILLING -> item.billing.requestFor(net);
            case QUOTATION -> RequestKind.QUOTATION;
            case DOWN_PAYMENT_REQUEST, DOWN_PAYMENT_DIFFERENCE -> RequestKind.DOWN_PAYMENT_REQUEST;
        };
    }

    Optional<DipProfile> profile(ItemOfRoot item) {
        return item.dipProfile().flatMap(profiles::find);
    }

    /** What the DIP profile of an item sets for what is done; empty without a profile, or if that is for others. */
    Optional<UsageRow> usage(ItemOfRoot item) {
        return profile(item).flatMap(profile -> profile.usage(order.usage()));
    }

    /** Type of the document that a request of an item becomes: as the item tells it, or else its profile (D-11). */
    Optional<String> documentType(ItemOfRoot item, RequestKind kind) {
        boolean credit = kind == RequestKind.CREDIT_MEMO_REQUEST;
        Optional<String> told =
                !bills() ? Optional.empty() : credit ? item.terms.creditDocumentType() : item.terms.documentType();
        return told.or(() -> usage(item).flatMap(credit ? UsageRow::creditDocumentType : UsageRow::documentType));
    }

    /** Whether the requests of an item show what was billed to date (D-14). */
    boolean inceptionToDate(ItemOfRoot item) {
        return usage(item).filter(UsageRow::inceptionToDate).isPresent();
    }

    /** What is there now, for an order that only asks. */
    static RunInputs ofNow(
            Transactions transactions, PriceTables prices, Snapshot snapshot, Order order, RunSettings settings) {
        return new RunInputs(
                order,
                snapshot,
                Deciders.of(snapshot, List.of()),
                Retry.call(transactions, store -> prices.freeze(store.settings())),
                Retry.call(transactions, store -> ProfileTables.freeze(store.settings())),
                MOST_IN_PAGE,
                settings.allowEarlierDate());
    }

    /** Whether sources of a kind are planned; of a kind that is not installed they are not. */
    boolean isPlanned(String kind) {
        Boolean known = planned.get(kind);
        if (known == null) {
            Optional<Leased<SourceType>> type = plugins.find(Spi.SOURCE, kind);
            if (type.isEmpty()) {
                return false;
            }
            known = type.get().call("terms of " + kind, SourceType::terms).nature() == SourceTerms.Nature.PLAN;
            planned.put(kind, known);
        }
        return known;
    }

    /** Whether the order settles sources of a kind: actual ones to bill, planned ones to quote; what is not installed it does not. */
    boolean settles(String kind) {
        return plugins.find(Spi.SOURCE, kind).isPresent() && isPlanned(kind) != bills();
    }

    /**
     * Kinds of sources that the order never settles: for a bill planned ones that no installed relevance bills, otherwise actual
     * ones (D-15). Where a plugin can't tell, none is passed over for it.
     */
    Set<String> neverSettled() {
        Set<String> kinds = new TreeSet<>();
        try (Snapshot unit = plugins.unit()) {
            RunInputs here = with(unit);
            for (Leased<SourceType> source : unit.ranked(Spi.SOURCE)) {
                if (here.isPlanned(source.id()) == bills()) {
                    kinds.add(source.id());
                }
            }
            for (Leased<BillingRelevance> relevance :
                    bills() ? unit.ranked(Spi.RELEVANCE) : List.<Leased<BillingRelevance>>of()) {
                kinds.removeAll(here.terms(relevance).sourceKinds());
            }
            return kinds;
        } catch (PluginBroke e) {
            return Set.of();
        }
    }

    Optional<LifeCycle> lifeCycle(String kind) {
        LifeCycle known = lifeCycles.get(kind);
        if (known == null) {
            Optional<Leased<BillingObjectType>> type = kind(kind);
            if (type.isPresent()) {
                known = type.get().call("lifeCycle", BillingObjectType::lifeCycle);
                lifeCycles.put(kind, known);
            }
        }
        return Optional.ofNullable(known);
    }
}
