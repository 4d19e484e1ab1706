package org.billhook.engine.internal.ledger;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.billhook.engine.inmemory.MemoryStore;
import org.billhook.engine.port.ObjectStore;
import org.billhook.engine.port.Store;
import org.billhook.engine.port.StoreException;
import org.billhook.engine.port.Transactions;

/** Transactions of which the first to lock objects waits for another that moves something, as a database makes it wait. */
final class Moving implements Transactions {

    private final MemoryStore store;
    private final List<List<Long>> locked = new ArrayList<>();
    private Runnable move;

    Moving(MemoryStore store, Runnable move) {
        this.store = store;
        this.move = move;
    }

    /** The ids of each lock, ascending. */
    List<List<Long>> locked() {
        return locked;
    }

    @Override
    public <T> T call(Function<Store, T> work) {
        Runnable[] late = {null};
        try {
            return store.call(inner -> work.apply(watched(Store.class, inner, late)));
        } catch (StoreException e) {
            if (late[0] != null) {
                // the other one was committed, whatever became of this
                late[0].run();
            }
            throw e;
        }
    }

    @Override
    public String database() {
        return store.database();
    }

    private <P> P watched(Class<P> port, Object inner, Runnable[] late) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    if (method.getName().equals("lock")) {
                        locked.add(List.copyOf(new TreeSet<>((Collection<Long>) arguments[0])));
                        late[0] = move;
                        if (move != null) {
                            move.run();
                            move = null;
                        }
                    }
                    try {
                        Object result = method.invoke(inner, arguments);
                        return method.getReturnType() == ObjectStore.class
                                ? watched(ObjectStore.class, result, late)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
