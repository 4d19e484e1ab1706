package org.billhook.engine.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/** Takes back what a transaction did to the tables of the memory store. */
final class Undo {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    void begin() {
        steps.clear();
    }

    void rollback() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    <K extends Comparable<K>, V> Table<K, V> table() {
        return new Table<>(this);
    }

    /** A sorted table of immutable rows. */
    static final class Table<K extends Comparable<K>, V> {
        private final Undo undo;
        private final TreeMap<K, V> rows = new TreeMap<>();

        private Table(Undo undo) {
            this.undo = undo;
        }

        TreeMap<K, V> rows() {
            return rows;
        }

        V get(K key) {
            return rows.get(key);
        }

        void put(K key, V row) {
            V before = rows.put(key, row);
            undo.steps.push(() -> {
                if (before == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, before);
                }
            });
        }

        void remove(K key) {
            V before = rows.remove(key);
            if (before != null) {
                undo.steps.push(() -> rows.put(key, before));
            }
        }
    }
}
