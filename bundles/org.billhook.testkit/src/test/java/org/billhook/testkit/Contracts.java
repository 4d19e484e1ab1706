package org.billhook.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Runs the tests of a contract one by one, as JUnit would, and tells which of them fail. */
final class Contracts {

    private Contracts() {}

    static Set<String> failing(Object contract) throws IllegalAccessException {
        Set<String> failing = new TreeSet<>();
        int run = 0;
        for (Class<?> type = contract.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    run++;
                    try {
                        method.setAccessible(true);
                        method.invoke(contract);
                    } catch (InvocationTargetException e) {
                        failing.add(method.getName());
                    }
                }
            }
        }
        if (run == 0) {
            throw new IllegalStateException(contract.getClass() + " has no tests");
        }
        return failing;
    }
}
