package org.billhook.rest.internal;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A service of which a test says what it answers; a method that it says nothing about fails. */
public final class Stub<T> {

    private final Class<T> type;
    private final Map<String, Function<Object[], Object>> answers = new HashMap<>();

    private Stub(Class<T> type) {
        this.type = type;
    }

    public static <T> Stub<T> of(Class<T> type) {
        return new Stub<>(type);
    }

    public Stub<T> on(String method, Function<Object[], Object> answer) {
        answers.put(method, answer);
        return this;
    }

    public T service() {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer == null) {
                throw new IllegalStateException("The test did not expect " + method.getName());
            }
            return answer.apply(args);
        }));
    }
}
