package org.billhook.engine.internal.runs;

import java.time.Instant;
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
import org.joda.money.CurrencyUnit;

/** An active item of a root, with the kinds of sources that are its, and why it can't be billed now. */
final class ItemOfRoot implements BillingItem {

    final ObjectRow row;
    final ObjectRow rootRow;
    /** Kinds of which the sources at and beneath the item are its. */
    final Set<String> claimed = new HashSet<>();
    /** Those of them of which the sources outside of all items are its too: it is the first that claims them (O-44). */
    final Set<String> first = new HashSet<>();
    /** Kinds that a later item of the root claims as well (O-43). */
    final Set<String> contested = new HashSet<>();
    /** What nobody bills, as several items claim it and one of them wants to be the only one (O-43). */
    final List<Finding> notes = new ArrayList<>(0);
    /** Why it can't be billed; empty if it can. */
    final List<Finding> reasons = new ArrayList<>(0);
    /** Since when a bill of it stands, if it is billed once: what was posted later waits (G-16). */
    Optional<Instant> billedSince = Optional.empty();
    /** The document whose items are billed with one request, if its document is (D-74). */
    Optional<ObjectRef> billedTogether = Optional.empty();
    /** Whether one of the reasons is a plugin that is away. */
    boolean pluginAway;

    ItemTerms terms;
    Leased<BillingRelevance> relevance;
    BillingTerms billing;

    private final Homes homes;

    ItemOfRoot(ObjectRow row, ObjectRow rootRow, Homes homes) {
        this.row = row;
        this.rootRow = rootRow;
        this.homes = homes;
    }

    void away(Finding reason) {
        pluginAway = true;
        reasons.add(reason);
    }

    boolean claimsAnything() {
        return !claimed.isEmpty();
    }

    /** Whether the sources of a kind on an object of the root are the item's (O-44). */
    boolean takes(String kind, ObjectRow object) {
        return claimed.contains(kind) && (homes.isOf(object, row) || (first.contains(kind) && homes.isOfNone(object)));
    }

    /** Whether it takes such sources, or would if no other item wanted to be the only one. */
    boolean mayTake(String kind, ObjectRow object) {
        return claimed.contains(kind) && (homes.isOf(object, row) || homes.isOfNone(object));
    }

    /** Whether it takes what a later item claims as well, as neither of them is nearer (O-43). */
    boolean contests(String kind, ObjectRow object) {
        return contested.contains(kind) && homes.isOfNone(object);
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
