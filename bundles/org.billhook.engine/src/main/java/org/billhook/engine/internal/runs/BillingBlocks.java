package org.billhook.engine.internal.runs;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.engine.internal.registry.Leased;
import org.billhook.engine.internal.registry.PluginBroke;
import org.billhook.engine.port.ObjectRow;

/** What stands in the way of billing an object, as its kind says (D-75, G-19). Where nobody can tell, nothing is billed (law 4). */
final class BillingBlocks {

    private final RunInputs inputs;
    private final Map<Long, Block> known = new HashMap<>();

    BillingBlocks(RunInputs inputs) {
        this.inputs = inputs;
    }

    /** @param away whether the reason is a plugin that is away */
    record Block(Finding reason, boolean away) {

        /** Nothing is billed of the item. */
        void of(ItemOfRoot item) {
            if (away) {
                item.away(reason);
            } else {
                item.reasons.add(reason);
            }
        }
    }

    /** Of the object itself; empty if nothing stands in the way. */
    Optional<Block> of(ObjectRow object) {
        Block block = known.get(object.id());
        if (block == null && !known.containsKey(object.id())) {
            block = ask(object).orElse(null);
            known.put(object.id(), block);
        }
        return Optional.ofNullable(block);
    }

    private Optional<Block> ask(ObjectRow object) {
        Optional<Leased<BillingObjectType>> type = inputs.kind(object.ref().kind());
        if (type.isEmpty()) {
            return Optional.of(new Block(
                    Finding.error(
                            "PLUGIN_MISSING",
                            "The object kind '%s' of %s is not installed, so nobody knows whether it can be billed: install its bundle"
                                    .formatted(object.ref().kind(), object.ref())),
                    true));
        }
        RowSnapshot snapshot = new RowSnapshot(object, Optional.empty(), false);
        try {
            return type.get()
                    .call(
                            "billingBlock " + object.ref(),
                            service -> Objects.requireNonNull(service.billingBlock(snapshot)))
                    .map(reason -> new Block(reason, false));
        } catch (PluginBroke e) {
            if (e.gone()) {
                throw e;
            }
            return Optional.of(new Block(e.finding(), true));
        }
    }
}
