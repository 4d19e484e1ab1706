package org.billhook.engine.internal.runs;

/** A set of ids above zero, eight bytes each and some room: a run remembers which sources of a root were spoken for. */
final class LongSet {

    private long[] slots = new long[2048];
    private int size;

    /** @return whether it was new */
    boolean add(long id) {
        if (size * 10L > slots.length * 6L) {
            grow();
        }
        if (!put(slots, id)) {
            return false;
        }
        size++;
        return true;
    }

    boolean contains(long id) {
        int i = slot(id, slots.length);
        while (slots[i] != 0) {
            if (slots[i] == id) {
                return true;
            }
            i = (i + 1) & (slots.length - 1);
        }
        return false;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] more = new long[slots.length * 2];
        for (long id : slots) {
            if (id != 0) {
                put(more, id);
            }
        }
        slots = more;
    }

    private static boolean put(long[] slots, long id) {
        int i = slot(id, slots.length);
        while (slots[i] != 0) {
            if (slots[i] == id) {
                return false;
            }
            i = (i + 1) & (slots.length - 1);
        }
        slots[i] = id;
        return true;
    }

    private static int slot(long id, int length) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (length - 1);
    }
}
