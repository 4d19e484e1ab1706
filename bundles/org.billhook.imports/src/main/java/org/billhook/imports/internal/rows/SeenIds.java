package org.billhook.imports.internal.rows;

/**
 * The external ids of a file with what their rows say, both as hashes in open addressing: a file of a million rows must fit into
 * memory beside everything else. Two ids with one hash of 64 bits would refuse a row, never lose it.
 */
final class SeenIds {

    /** What is known of an id. */
    enum Seen {
        NEW,
        SAME,
        OTHER
    }

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] ids = new long[1 << 10];
    private int[] contents = new int[1 << 10];
    private int size;

    /** Notes the id if it is new. */
    Seen put(String id, int content) {
        if (size * 4L > ids.length * 3L) {
            grow();
        }
        long hash = hash(id);
        int place = place(ids, hash);
        if (ids[place] != 0) {
            return contents[place] == content ? Seen.SAME : Seen.OTHER;
        }
        ids[place] = hash;
        contents[place] = content;
        size++;
        return Seen.NEW;
    }

    private void grow() {
        long[] before = ids;
        int[] contentsBefore = contents;
        ids = new long[before.length * 2];
        contents = new int[before.length * 2];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                int place = place(ids, before[i]);
                ids[place] = before[i];
                contents[place] = contentsBefore[i];
            }
        }
    }

    private static int place(long[] table, long hash) {
        int mask = table.length - 1;
        int place = (int) hash & mask;
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Never 0, which stands for a free place. */
    private static long hash(String id) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
