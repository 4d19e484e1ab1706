package org.billhook.engine.internal.sources;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.StoredSource;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.BalanceRow;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.SourceRow;
import org.billhook.engine.port.Store;

/** Shows rows as the API does: with references, balance and the characteristics of the object. */
public final class SourceView {

    private final Store store;

    public SourceView(Store store) {
        this.store = store;
    }

    public List<StoredSource> of(Collection<SourceRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Set<Long> ids = new HashSet<>();
        Set<Long> objectIds = new HashSet<>();
        for (SourceRow row : rows) {
            ids.add(row.id());
            objectIds.add(row.object());
            row.root().ifPresent(objectIds::add);
        }
        Map<Long, BalanceRow> balances = store.ledger().balances(ids);
        Map<Long, ObjectRow> objects = store.objects().byId(objectIds);
        List<StoredSource> all = new ArrayList<>(rows.size());
        for (SourceRow row : rows) {
            all.add(view(row, balances.get(row.id()), objects));
        }
        return all;
    }

    private static StoredSource view(SourceRow row, BalanceRow balance, Map<Long, ObjectRow> objects) {
        ObjectRow object = objects.get(row.object());
        Optional<ObjectRef> root = row.root().map(id -> objects.get(id).ref());
        Map<String, String> characteristics = new HashMap<>(object.characteristics());
        characteristics.putAll(row.characteristics());
        return new StoredSource(
                row.id(),
                row.kind(),
                row.origin(),
                row.externalId(),
                object.ref(),
                root,
                row.serviceDate(),
                row.postingDate(),
                row.enteredAt(),
                row.text(),
                row.billable(),
                characteristics,
                row.cost(),
                row.reverses(),
                balance.heldUntil(),
                balance.balance());
    }
}
