package org.billhook.engine.internal.runs;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.billhook.core.model.Characteristics;
import org.billhook.engine.port.ObjectRow;
import org.billhook.engine.port.OpenRow;

/**
 * The characteristics of a source: core's, then its own, then those of its object. A view, put together only if someone looks
 * at all of them. Immutable.
 */
final class SourceCharacteristics extends AbstractMap<String, String> {

    private final OpenRow source;
    private final ObjectRow object;
    private final String party;
    private Map<String, String> all;

    SourceCharacteristics(OpenRow source, ObjectRow object, String party) {
        this.source = source;
        this.object = object;
        this.party = party;
    }

    /** Whether it is that of a source of this kind and object, where the source's own ones are the same. */
    boolean isOf(String kind, ObjectRow of) {
        return object == of && source.kind().equals(kind);
    }

    @Override
    public String get(Object key) {
        if (key.equals(Characteristics.OBJECT)) {
            return object.ref().key();
        }
        if (key.equals(Characteristics.SOURCE_KIND)) {
            return source.kind();
        }
        if (key.equals(Characteristics.CUSTOMER)) {
            return party;
        }
        String own = source.characteristics().get(key);
        return own != null ? own : object.characteristics().get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        if (all == null) {
            Map<String, String> merged = new HashMap<>(object.characteristics());
            merged.putAll(source.characteristics());
            merged.put(Characteristics.OBJECT, object.ref().key());
            merged.put(Characteristics.SOURCE_KIND, source.kind());
            merged.put(Characteristics.CUSTOMER, party);
            all = Map.copyOf(merged);
        }
        return all.entrySet();
    }
}
