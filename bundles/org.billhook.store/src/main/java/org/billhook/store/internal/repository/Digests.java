package org.billhook.store.internal.repository;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;

/** Digests of rows by their keys. Those of one key stay in the order in which they came. Not for more than one thread. */
final class Digests {

    private static final int BYTES = 32;
    private static final int FEW = 4;

    private long[] keys = new long[FEW];
    private byte[] bytes = new byte[FEW * BYTES];
    private int size;
    private boolean ascending = true;

    int size() {
        return size;
    }

    long key(int index) {
        return keys[index];
    }

    void add(long key, byte[] digest) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            bytes = Arrays.copyOf(bytes, 2 * size * BYTES);
        }
        ascending &= size == 0 || keys[size - 1] <= key;
        keys[size] = key;
        System.arraycopy(digest, 0, bytes, size * BYTES, BYTES);
        size++;
    }

    /** In the order of their keys. */
    Digests sorted() {
        return ascending
                ? this
                : with(IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparingLong(index -> keys[index]))
                        .mapToInt(Integer::intValue));
    }

    Digests without(Set<Long> left) {
        return with(IntStream.range(0, size).filter(index -> !left.contains(keys[index])));
    }

    private Digests with(IntStream indexes) {
        Digests other = new Digests();
        indexes.forEach(index -> other.add(keys[index], Arrays.copyOfRange(bytes, index * BYTES, (index + 1) * BYTES)));
        return other;
    }

    /** The first index, of those that are sorted, whose key is not less. */
    int from(long key) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param to exclusive */
    void update(MessageDigest digest, int from, int to) {
        digest.update(bytes, from * BYTES, (to - from) * BYTES);
    }
}
