package org.billhook.engine.inmemory;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.Proposals;
import org.billhook.core.api.Roles;
import org.billhook.core.api.Sources;
import org.billhook.core.ledger.Balance;
import org.billhook.core.model.Measure;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.model.Share;
import org.billhook.core.model.Unit;
import org.billhook.core.spi.object.BillingBlock;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.OneRequest;
import org.billhook.core.spi.object.Receivers;
import org.billhook.core.spi.price.PriceEntry;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.engine.internal.duties.Duties;
import org.billhook.engine.internal.registry.FixedPlugins;
import org.billhook.engine.internal.sources.ListedPrices;
import org.billhook.engine.internal.sources.PostedSources;
import org.billhook.engine.port.ObjectRow;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** A store with a few objects, postings and prices, in the words of the domain. */
public final class Installation {

    /** In a firm of one person: gives up what needs a release alone. */
    public static final Actor CLERK =
            new Actor("clerk", Roles.effective(Set.of(Roles.BILLING_CLERK, Roles.BILLING_APPROVER)));

    /** With that person. */
    public static final Duties ALONE = new Duties(new Names("clerk"), new Proposals.Rules(true, 0, 0, 366));

    public static final LocalDate DAY = LocalDate.of(2026, 3, 10);
    public static final CurrencyUnit GBP = CurrencyUnit.of("GBP");
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-31T10:00:00Z"), ZoneOffset.UTC);

    public final MemoryStore store = new MemoryStore();
    public final FixedPlugins plugins = new FixedPlugins();
    public final PostedSources sources = new PostedSources(store, plugins, () -> {}, CLOCK);
    public final ListedPrices prices = new ListedPrices(store, () -> {}, CLOCK);

    /** A billing element that heads its root. */
    public ObjectRow root(String key) {
        return store.call(s -> {
            long id = s.objects().nextId();
            return s.objects()
                    .insert(
                            row(
                                    id,
                                    new ObjectRef("element", key),
                                    Optional.empty(),
                                    "",
                                    Optional.of(id),
                                    false,
                                    Optional.empty(),
                                    Map.of()),
                            Map.of(),
                            Map.of());
        });
    }

    /** A billing element beneath another one, that heads a root of its own. */
    public ObjectRow headUnder(ObjectRow above, String key) {
        return store.call(s -> {
            long id = s.objects().nextId();
            ObjectRow row = row(
                    id,
                    new ObjectRef("element", key),
                    Optional.of(above.id()),
                    above.path(),
                    Optional.of(id),
                    false,
                    Optional.empty(),
                    Map.of());
            return s.objects().insert(row, Map.of(), Map.of());
        });
    }

    public ObjectRow under(ObjectRow above, String key) {
        return store.call(s -> s.objects()
                .insert(
                        row(
                                s.objects().nextId(),
                                new ObjectRef("element", key),
                                Optional.of(above.id()),
                                above.path(),
                                above.root(),
                                false,
                                Optional.empty(),
                                Map.of()),
                        Map.of(),
                        Map.of()));
    }

    /** An item that bills the root, in status released. */
    public ObjectRow item(ObjectRow root, String key, String relevance) {
        return item(root, key, relevance, Phase.RELEASED, Map.of());
    }

    public ObjectRow item(ObjectRow root, String key, String relevance, Phase phase, Map<String, String> attributes) {
        return item(root, key, "ACME", relevance, phase, attributes, Map.of());
    }

    private ObjectRow item(
            ObjectRow root,
            String key,
            String party,
            String relevance,
            Phase phase,
            Map<String, String> attributes,
            Map<String, ObjectRef> references) {
        ObjectRow.Item item =
                new ObjectRow.Item(relevance, party, "GBP", true, Optional.of(root.ref()), Optional.of(root.id()));
        ObjectRow row = row(
                store.objects().nextId(),
                new ObjectRef("item", key),
                Optional.of(root.id()),
                root.path(),
                root.root(),
                false,
                Optional.of(item),
                attributes);
        return store.call(s -> s.objects().insert(phase(row, phase), Map.of(), references));
    }

    /** The header of items. */
    public ObjectRow document(String key) {
        return store.call(s -> s.objects()
                .insert(
                        row(
                                s.objects().nextId(),
                                new ObjectRef("document", key),
                                Optional.empty(),
                                "",
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Map.of()),
                        Map.of(),
                        Map.of()));
    }

    /** An item of a document that bills the root. */
    public ObjectRow item(ObjectRow root, String key, String party, ObjectRow document) {
        return item(
                root,
                key,
                party,
                "itemized",
                Phase.RELEASED,
                Map.of(ItemTerms.DOCUMENT, document.ref().toString()),
                Map.of(ItemTerms.DOCUMENT, document.ref()));
    }

    /** Has the items of a document billed with one request, or no longer. */
    public void billTogether(ObjectRow document, boolean together) {
        store.call(s -> {
            ObjectRow current = s.objects().find(document.ref()).orElseThrow();
            Map<String, String> attributes = Map.of(OneRequest.ATTRIBUTE, String.valueOf(together));
            return s.objects().update(with(current, current.phase(), current.item(), attributes), Map.of(), Map.of());
        });
    }

    /** An order that executes the item. */
    public ObjectRow order(ObjectRow item, String key, Phase phase) {
        return store.call(s -> s.objects()
                .insert(
                        phase(
                                row(
                                        s.objects().nextId(),
                                        new ObjectRef("element", key),
                                        Optional.of(item.id()),
                                        item.path(),
                                        item.root(),
                                        true,
                                        Optional.empty(),
                                        Map.of()),
                                phase),
                        Map.of(),
                        Map.of()));
    }

    public ObjectRow change(ObjectRow row, Phase phase) {
        return store.call(s -> {
            ObjectRow current = s.objects().find(row.ref()).orElseThrow();
            return s.objects().update(phase(current, phase), Map.of(), Map.of());
        });
    }

    /** Blocks an object for billing; empty to lift the block. */
    public void block(ObjectRow row, String reason) {
        store.call(s -> {
            ObjectRow current = s.objects().find(row.ref()).orElseThrow();
            Map<String, String> attributes = new HashMap<>(current.attributes());
            attributes.remove(BillingBlock.ATTRIBUTE);
            if (!reason.isEmpty()) {
                attributes.put(BillingBlock.ATTRIBUTE, reason);
            }
            return s.objects().update(with(current, current.phase(), current.item(), attributes), Map.of(), Map.of());
        });
    }

    /** Lets others have a part of what is posted on the object or beneath it. */
    public void apportion(ObjectRow row, String receivers) {
        store.call(s -> {
            ObjectRow current = s.objects().find(row.ref()).orElseThrow();
            Map<String, String> attributes = Map.of(Receivers.APPORTIONMENT, receivers);
            return s.objects().update(with(current, current.phase(), current.item(), attributes), Map.of(), Map.of());
        });
    }

    /** Makes an item one that takes no part. */
    public ObjectRow deactivate(ObjectRow item) {
        ObjectRow.Item side = item.item().orElseThrow();
        ObjectRow.Item inactive = new ObjectRow.Item(
                side.relevance(), side.party(), side.currency(), false, side.bills(), side.billsRoot());
        return store.call(s -> {
            ObjectRow current = s.objects().find(item.ref()).orElseThrow();
            return s.objects().update(with(current, current.phase(), Optional.of(inactive)), Map.of(), Map.of());
        });
    }

    private static ObjectRow phase(ObjectRow row, Phase phase) {
        return with(row, phase, row.item());
    }

    private static ObjectRow with(ObjectRow row, Phase phase, Optional<ObjectRow.Item> item) {
        return with(row, phase, item, row.attributes());
    }

    private static ObjectRow with(
            ObjectRow row, Phase phase, Optional<ObjectRow.Item> item, Map<String, String> attributes) {
        return new ObjectRow(
                row.id(),
                row.ref(),
                row.name(),
                phase.name(),
                phase,
                row.above(),
                row.root(),
                row.path(),
                row.executes(),
                attributes,
                row.characteristics(),
                item,
                row.firstActual(),
                row.warnings(),
                row.version(),
                row.changedAt());
    }

    private static ObjectRow row(
            long id,
            ObjectRef ref,
            Optional<Long> above,
            String path,
            Optional<Long> root,
            boolean executes,
            Optional<ObjectRow.Item> item,
            Map<String, String> attributes) {
        return new ObjectRow(
                id,
                ref,
                ref.key(),
                "RELEASED",
                Phase.RELEASED,
                above,
                root,
                path + id + "/",
                executes,
                attributes,
                Map.of("project", "P1"),
                item,
                Optional.empty(),
                List.of(),
                0,
                Instant.EPOCH);
    }

    public static SourceDraft.Builder hours(ObjectRow object, String id, String hours) {
        return SourceDraft.of("time", object.ref())
                .externalId(id)
                .posted(hours(hours))
                .serviceDate(DAY)
                .text("Work " + id)
                .characteristic("activity", "Development");
    }

    public static Share hours(String value) {
        return new Share(new BigDecimal(value), Measure.of(Unit.HOUR));
    }

    public long post(SourceDraft.Builder draft) {
        return post(List.of(draft.build())).get(0);
    }

    public List<Long> post(List<SourceDraft> drafts) {
        List<Long> ids = new ArrayList<>();
        for (int from = 0; from < drafts.size(); from += 1000) {
            for (Sources.Result result :
                    sources.post("test", drafts.subList(from, Math.min(drafts.size(), from + 1000)), CLERK)) {
                ids.add(result.id().orElseThrow(() -> new AssertionError(result.findings())));
            }
        }
        return ids;
    }

    /** A price per hour of one activity, from the beginning of the year. */
    public PriceEntry price(String activity, String amount) {
        return price(activity, amount, LocalDate.of(2026, 1, 1));
    }

    public PriceEntry price(String activity, String amount, LocalDate from) {
        PriceEntry entry = new PriceEntry(
                "standard",
                0,
                Map.of("activity", activity),
                Unit.HOUR,
                BigMoney.of(GBP, new BigDecimal(amount)),
                from,
                Optional.empty());
        return prices.add(List.of(entry), CLERK).get(0).entry();
    }

    public Balance balance(long source) {
        return store.call(s -> s.ledger().balances(List.of(source)).get(source).balance());
    }
}
