package org.billhook.engine.internal.jobs;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/** What a thread works for, as the log of the server keeps it: each thread for itself. The log of unit tests keeps nothing. */
public final class ThreadMdc implements MDCAdapter {

    private final ThreadLocal<Map<String, String>> values = ThreadLocal.withInitial(HashMap::new);

    private ThreadMdc() {}

    /** From now on, in this JVM. */
    public static void use() throws ReflectiveOperationException {
        var adapter = MDC.class.getDeclaredField("mdcAdapter");
        adapter.setAccessible(true);
        adapter.set(null, new ThreadMdc());
    }

    @Override
    public void put(String key, String value) {
        values.get().put(key, value);
    }

    @Override
    public String get(String key) {
        return values.get().get(key);
    }

    @Override
    public void remove(String key) {
        values.get().remove(key);
    }

    @Override
    public void clear() {
        values.get().clear();
    }

    @Override
    public Map<String, String> getCopyOfContextMap() {
        return Map.copyOf(values.get());
    }

    @Override
    public void setContextMap(Map<String, String> context) {
        values.set(new HashMap<>(context));
    }
}
