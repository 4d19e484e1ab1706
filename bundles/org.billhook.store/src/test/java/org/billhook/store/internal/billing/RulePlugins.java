package org.billhook.store.internal.billing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.billhook.core.model.Finding;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Placement;
import org.billhook.core.spi.price.Condition;
import org.billhook.core.spi.price.PricePage;
import org.billhook.core.spi.price.PriceSink;
import org.billhook.core.spi.price.PriceSource;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.core.spi.relevance.DynamicItem;
import org.billhook.core.spi.relevance.ItemInRun;
import org.billhook.core.spi.relevance.OpenSource;
import org.billhook.core.spi.relevance.ProposalSink;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.core.spi.source.SourceSink;
import org.billhook.core.spi.source.SourceTerms;
import org.billhook.core.spi.source.SourceType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginRegistry;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.internal.registry.Spi;
import org.billhook.engine.internal.registry.Vacancy;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** The rules of these tests: itemized, 97.35 EUR an hour; statuses are named as the phases. */
final class RulePlugins implements PluginRegistry, Snapshot {

    private final List<Fake<?>> all = new ArrayList<>();

    RulePlugins() {
        add(Spi.OBJECT, "wbs-element", new Kind());
        add(Spi.OBJECT, "order-item", new Kind());
        add(Spi.RELEVANCE, "itemized", new Itemized());
        add(Spi.PRICE, "hourly", new Hourly());
        add(Spi.SOURCE, "cost-line", new CostLine());
    }

    <S> void add(Spi<S> spi, String id, S service) {
        all.add(new Fake<>(spi, id, service));
    }

    @Override
    public Snapshot freeze() {
        return this;
    }

    @Override
    public List<Vacancy> vacant(Spi<?> spi) {
        return List.of();
    }

    @Override
    public Snapshot unit() {
        return this;
    }

    @Override
    public String generation() {
        return "test";
    }

    @Override
    public AutoCloseable onChange(Runnable action) {
        return () -> {};
    }

    @Override
    public void close() {
        // nothing is leased
    }

    @Override
    public <S> Optional<Leased<S>> find(Spi<S> spi, String id) {
        return ranked(spi).stream().filter(plugin -> plugin.id().equals(id)).findFirst();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S> List<Leased<S>> ranked(Spi<S> spi) {
        List<Leased<S>> found = new ArrayList<>();
        all.stream().filter(plugin -> plugin.spi().equals(spi)).forEach(plugin -> found.add((Leased<S>) plugin));
        return found;
    }

    private record Fake<S>(Spi<S> spi, String id, S service) implements Leased<S> {
        @Override
        public String bundle() {
            return "test." + id;
        }

        @Override
        public String version() {
            return "1.0.0";
        }

        @Override
        public String settingsHash() {
            return "0";
        }

        @Override
        public int ranking() {
            return 0;
        }

        @Override
        public <T> T call(String what, Function<S, T> work) {
            return work.apply(service);
        }
    }

    private static final class Kind implements BillingObjectType {
        @Override
        public List<Attribute> attributes() {
            return List.of();
        }

        @Override
        public LifeCycle lifeCycle() {
            Map<String, Phase> phases = new LinkedHashMap<>();
            for (Phase phase : Phase.values()) {
                phases.put(phase.name(), phase);
            }
            return new LifeCycle("OPEN", phases, Map.of());
        }

        @Override
        public List<Finding> validate(ObjectInContext object) {
            return List.of();
        }

        @Override
        public Placement place(ObjectInContext object) {
            return Placement.top();
        }

        @Override
        public Optional<ItemTerms> item(ObjectSnapshot object) {
            return object.ref().kind().equals("order-item")
                    ? Optional.of(ItemTerms.of("itemized", "ACME", CurrencyUnit.EUR)
                            .priceSource("hourly")
                            .build())
                    : Optional.empty();
        }
    }

    private static final class Itemized implements BillingRelevance {
        @Override
        public BillingTerms terms() {
            return BillingTerms.dip(BillingTerms.Frequency.MULTIPLE, Set.of("cost-line"), Phase.RELEASED);
        }

        @Override
        public void propose(ItemInRun item, ProposalSink out) {
            for (OpenSource source : item.openSources()) {
                out.propose(DynamicItem.of(source));
            }
        }
    }

    private static final class Hourly implements PriceSource {
        private static final List<Condition> PRICE =
                List.of(Condition.PerUnit.price(BigMoney.parse("EUR 97.35"), "hourly#1"));

        @Override
        public void price(PricePage page, PriceSink out) {
            for (int i = 0; i < page.dynamicItems().size(); i++) {
                if (page.dynamicItems().get(i).text().equals("unpriced")) {
                    out.noPrice(i, "There is no price for this");
                } else {
                    out.conditions(i, PRICE);
                }
            }
        }
    }

    private static final class CostLine implements SourceType {
        @Override
        public SourceTerms terms() {
            return new SourceTerms(SourceTerms.Nature.ACTUAL, true);
        }

        @Override
        public void check(List<SourceDraft> page, SourceSink out) {
            for (int i = 0; i < page.size(); i++) {
                out.accept(i, page.get(i));
            }
        }
    }
}
