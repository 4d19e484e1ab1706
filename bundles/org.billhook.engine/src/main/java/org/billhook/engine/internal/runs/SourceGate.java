package org.billhook.engine.internal.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.engine.internal.runs.BillingBlocks.Block;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;

/**
 * Keeps from the relevance of an item what can't be billed whatever it would say: what stands on or beneath an object that is
 * blocked (D-75), and what came after the bill of an item that is billed once (G-16). Each such source is left open with its reason,
 * once.
 */
final class SourceGate {

    static final String ALREADY_BILLED = "ALREADY_BILLED";

    private final ItemContext context;
    private final ObjectCache objects;
    private final BillingBlocks blocks;
    private final Optional<PostedAfterBill> after;
    private final Map<Long, Optional<Block>> byObject = new HashMap<>();
    private LongSet told;

    SourceGate(ItemContext context, ObjectCache objects) {
        this.context = context;
        this.objects = objects;
        blocks = new BillingBlocks(context.inputs);
        after = PostedAfterBill.of(context);
    }

    /** To be told of each page before the sources in it are asked for. */
    void read(List<OpenRow> rows) {
        objects.read(rows);
        after.ifPresent(late -> late.read(rows));
    }

    boolean lets(OpenStream stream, OpenRow row, ObjectRow object) {
        if (!context.inputs.bills()) {
            return true;
        }
        Optional<Block> block = byObject.get(object.id());
        if (block == null) {
            block = block(object);
            byObject.put(object.id(), block);
        }
        Optional<Finding> reason = block.map(Block::reason).or(() -> after.flatMap(late -> late.reason(row)));
        if (reason.isEmpty()) {
            return true;
        }
        if (told == null) {
            told = new LongSet();
        }
        if (told.add(row.id())) {
            context.item.pluginAway |= block.filter(Block::away).isPresent();
            context.leaveOpen(new StreamedSource(stream, row, object, List.of()), reason.get());
        }
        return false;
    }

    /** The nearest block at the object or above it, below the head of the root: that and the item were asked before. */
    private Optional<Block> block(ObjectRow object) {
        String path = object.path();
        int end = path.length() - 1;
        while (end > 0) {
            int slash = path.lastIndexOf('/', end - 1);
            long id = Long.parseLong(path, slash + 1, end, 10);
            if (id == context.item.rootRow.id()) {
                return Optional.empty();
            }
            Optional<Block> block = id == context.item.row.id()
                    ? Optional.empty()
                    : blocks.of(id == object.id() ? object : objects.get(id));
            if (block.isPresent()) {
                return block;
            }
            end = slash;
        }
        return Optional.empty();
    }
}
