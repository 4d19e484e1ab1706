package org.billhook.engine.internal.objects;

import java.util.Collection;
import org.billhook.core.model.ObjectRef;
import org.billhook.engine.port.Store;

/** Which objects exist. */
record Known(Store store) {

    Collection<ObjectRef> missing(Collection<ObjectRef> refs) {
        Collection<ObjectRef> known = store.objects().find(refs).keySet();
        return refs.stream().filter(ref -> !known.contains(ref)).toList();
    }
}
