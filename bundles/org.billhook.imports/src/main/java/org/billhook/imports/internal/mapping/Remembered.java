package org.billhook.imports.internal.mapping;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What texts of a file were read as: days and hours come again and again, and to read one takes longer than to find it. */
final class Remembered<T> {

    /** Beyond this many they are forgotten, so that memory stays bounded. */
    private static final int MOST = 1_000;

    private static final int LONGEST = 40;

    private final Function<String, T> read;
    private final Map<String, T> known = new ConcurrentHashMap<>();

    /** @param read never null, and always the same for a text */
    Remembered(Function<String, T> read) {
        this.read = read;
    }

    T of(String text) {
        T before = known.get(text);
        if (before != null) {
            return before;
        }
        T value = read.apply(text);
        if (text.length() <= LONGEST) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(text, value);
        }
        return value;
    }
}
