package org.billhook.engine.internal.objects;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.Store;

/** A row as plugins see it; for one transaction. */
final class RowSnapshot implements ObjectSnapshot {

    private final ObjectRow row;
    private final RowFacts facts;

    RowSnapshot(Store store, ObjectRow row) {
        this(row, new RowFacts(store, List.of(row)));
    }

    /** @param facts of this row among others */
    RowSnapshot(ObjectRow row, RowFacts facts) {
        this.row = row;
        this.facts = facts;
    }

    @Override
    public ObjectRef ref() {
        return row.ref();
    }

    @Override
    public String name() {
        return row.name();
    }

    @Override
    public String status() {
        return row.status();
    }

    @Override
    public Phase phase() {
        return row.phase();
    }

    @Override
    public Optional<ObjectRef> root() {
        return facts.root(row);
    }

    @Override
    public Map<String, String> attributes() {
        return row.attributes();
    }

    @Override
    public boolean billed() {
        return facts.billed(row);
    }

    @Override
    public Optional<LocalDate> firstActualPosting() {
        return facts.firstActual(row);
    }
}
