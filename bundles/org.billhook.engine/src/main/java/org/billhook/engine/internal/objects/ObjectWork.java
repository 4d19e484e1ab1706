package org.billhook.engine.internal.objects;

import java.time.Instant;
import java.time.LocalDate;
import org.billhook.core.api.Actor;
import org.billhook.engine.internal.fields.FieldChain;
import org.billhook.engine.internal.registry.Snapshot;
import org.billhook.engine.port.Store;

/** What one transaction on objects works with. */
record ObjectWork(Store store, Snapshot plugins, FieldChain fields, Actor actor, Instant now, LocalDate today) {

    ObjectLog log() {
        return new ObjectLog(store, actor, now);
    }
}
