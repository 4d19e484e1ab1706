package org.billhook.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.relevance.BillingItem;
import org.joda.money.CurrencyUnit;

/** An item that is billed, for tests. Immutable: every method that changes something gives a new one. */
public record SampleItem(
        ObjectRef ref,
        ObjectRef root,
        CurrencyUnit currency,
        String party,
        Phase phase,
        List<String> priceSources,
        Optional<String> dipProfile,
        Map<String, String> attributes)
        implements BillingItem {

    public SampleItem {
        priceSources = List.copyOf(priceSources);
        attributes = Map.copyOf(attributes);
    }

    /** A completed item of customer C1 in EUR that heads its own root. */
    public static SampleItem of(String ref) {
        ObjectRef parsed = ObjectRef.parse(ref);
        return new SampleItem(
                parsed, parsed, CurrencyUnit.EUR, "C1", Phase.COMPLETED, List.of(), Optional.empty(), Map.of());
    }

    /** The same, billing the hierarchy under a billing element. */
    public SampleItem billing(String element) {
        return new SampleItem(
                ref, ObjectRef.parse(element), currency, party, phase, priceSources, dipProfile, attributes);
    }

    public SampleItem in(CurrencyUnit newCurrency) {
        return new SampleItem(ref, root, newCurrency, party, phase, priceSources, dipProfile, attributes);
    }

    public SampleItem of(Phase newPhase) {
        return new SampleItem(ref, root, currency, party, newPhase, priceSources, dipProfile, attributes);
    }

    public SampleItem forParty(String newParty) {
        return new SampleItem(ref, root, currency, newParty, phase, priceSources, dipProfile, attributes);
    }

    public SampleItem with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new SampleItem(ref, root, currency, party, phase, priceSources, dipProfile, more);
    }
}
