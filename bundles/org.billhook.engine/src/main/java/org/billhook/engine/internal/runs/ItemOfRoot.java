package org.billhook.engine.internal.runs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.relevance.BillingItem;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.relevance.BillingTerms;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;
import org.joda.money.CurrencyUnit;

/** An active item of a root, with the kinds of sources that are its, and why it can't be billed now. */
final class ItemOfRoot implements BillingItem {

    final ObjectRow row;
    final ObjectRow rootRow;
    /** Kinds of all sources under the root that are the item's: it is the first that claims them (O-44). */
    final Set<String> shared = new HashSet<>();
    /** Kinds of which only the sources posted on the item itself are its. */
    final Set<String> own = new HashSet<>();
    /** Kinds that a later item of the root claims as well (O-43). */
    final Set<String> contested = new HashSet<>();
    /** Why it can't be billed; empty if it can. */
    final List<Finding> reasons = new ArrayList<>(0);
    /** Whether one of the reasons is a plugin that is away. */
    boolean pluginAway;

    ItemTerms terms;
    Leased<BillingRelevance> relevance;
    BillingTerms billing;

    ItemOfRoot(ObjectRow row, ObjectRow rootRow) {
        this.row = row;
        this.rootRow = rootRow;
    }

    void away(Finding reason) {
        pluginAway = true;
        reasons.add(reason);
    }

    boolean claimsAnything() {
        return !shared.isEmpty() || !own.isEmpty();
    }

    /**
     * Whether an open source of the root is the item's (O-44).
     *
     * @param items ids of the items of the root
     */
    boolean takes(OpenRow source, Set<Long> items) {
        boolean mine = source.object() == row.id();
        return (mine && own.contains(source.kind()))
                || (shared.contains(source.kind()) && (mine || !items.contains(source.object())));
    }

    boolean billable() {
        return reasons.isEmpty() && claimsAnything();
    }

    @Override
    public ObjectRef ref() {
        return row.ref();
    }

    @Override
    public ObjectRef root() {
        return rootRow.ref();
    }

    @Override
    public CurrencyUnit currency() {
        return terms.currency();
    }

    @Override
    public String party() {
        return row.item().orElseThrow().party();
    }

    @Override
    public Phase phase() {
        return row.phase();
    }

    @Override
    public List<String> priceSources() {
        return terms.priceSources();
    }

    @Override
    public Optional<String> dipProfile() {
        return terms.dipProfile();
    }

    @Override
    public Map<String, String> attributes() {
        return row.attributes();
    }
}
