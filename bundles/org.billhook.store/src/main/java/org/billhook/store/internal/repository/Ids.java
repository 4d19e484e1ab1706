package org.billhook.store.internal.repository;

import java.util.EnumMap;
import java.util.Map;
import org.billhook.store.internal.dialect.Dialect;
import org.billhook.store.internal.sql.Sql;

/** Ids out of sequences, in blocks as large as the sequence's step. They grow with time and may have gaps. */
public final class Ids {

    /** The sequences of the schema, with their steps. */
    public enum Sequence {
        BILLING_OBJECT_ID(100),
        SOURCE_ID(1000),
        ACT_ID(100),
        BILLING_RUN_ID(1),
        REQUEST_ID(1),
        PREVIEW_ID(1),
        PRICE_ENTRY_ID(1),
        CONFIGURATION_ID(1),
        JOB_ID(1),
        IMPORT_RUN_ID(1),
        PROPOSAL_ID(1),
        CHANGE_LOG_ID(100),
        OUTBOX_ID(100),
        OPENED_ID(100);

        private final int step;

        Sequence(int step) {
            this.step = step;
        }
    }

    private static final class Block {
        private long next;
        private long end;
    }

    private final Map<Sequence, Block> blocks = new EnumMap<>(Sequence.class);
    private final Dialect dialect;

    public Ids(Dialect dialect) {
        this.dialect = dialect;
        for (Sequence sequence : Sequence.values()) {
            blocks.put(sequence, new Block());
        }
    }

    long next(Sql sql, Sequence sequence) {
        return next(sql, sequence, 1);
    }

    /** The first of so many ids in a row; what is left of a block that is too short stays unused. */
    long next(Sql sql, Sequence sequence, int count) {
        if (count < 1 || count > sequence.step) {
            throw new IllegalArgumentException(
                    "A block of %s has 1 to %d ids, not %d".formatted(sequence, sequence.step, count));
        }
        Block block = blocks.get(sequence);
        synchronized (block) {
            if (block.end - block.next < count) {
                block.next = dialect.next(sql, sequence.name());
                block.end = block.next + sequence.step;
            }
            long first = block.next;
            block.next += count;
            return first;
        }
    }
}
