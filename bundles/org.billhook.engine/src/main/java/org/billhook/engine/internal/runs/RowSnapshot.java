package org.billhook.engine.internal.runs;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.engine.port.ObjectRow;

/** A stored object as its kind sees it during billing. */
record RowSnapshot(ObjectRow row, Optional<ObjectRef> root, boolean billed) implements ObjectSnapshot {

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
    public Map<String, String> attributes() {
        return row.attributes();
    }

    @Override
    public Optional<LocalDate> firstActualPosting() {
        return row.firstActual();
    }
}
