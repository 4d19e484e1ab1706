package org.billhook.engine.inmemory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.Transactions;

/** Counts the calls of the repositories, each of which stands for one question to a database, or a bounded number. */
public final class CountedStore implements Transactions {

    private final MemoryStore store;
    private final Map<String, Integer> calls = new TreeMap<>();

    public CountedStore(MemoryStore store) {
        this.store = store;
    }

    /** Calls by repository and method since the last time this was asked. */
    public Map<String, Integer> take() {
        Map<String, Integer> taken = new TreeMap<>(calls);
        calls.clear();
        return taken;
    }

    @Override
    public <T> T call(Function<Store, T> work) {
        return store.call(inner -> work.apply(counted(Store.class, inner)));
    }

    @Override
    public String database() {
        return store.database();
    }

    private <P> P counted(Class<P> port, Object inner) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(inner, arguments);
                        if (port == Store.class) {
                            return counted(method.getReturnType(), result);
                        }
                        calls.merge(port.getSimpleName() + "." + method.getName(), 1, Integer::sum);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
