package org.billhook.store.internal.sql;

/**
 * Room on the stack for one statement. A plugin that calls itself without end may read sources on its way down; were the stack
 * to end inside Derby, Derby would shut its database down, and with it the work of everybody. So it ends here.
 */
public final class StackReserve {

    /** Ten times as deep as a statement of either database goes, whose frames are larger. */
    private static final int FRAMES = 2_000;

    private StackReserve() {}

    /** @throws StackOverflowError if the stack has no room for a statement */
    public static void demand() {
        descend(FRAMES);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }
}
