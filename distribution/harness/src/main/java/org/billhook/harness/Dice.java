package org.billhook.harness;

/** Numbers that look random and are the same on every machine, for ever: SplitMix64. Not for more than one thread. */
public final class Dice {

    private long state;

    public Dice(long seed) {
        this.state = seed;
    }

    /** A number from 0, inclusive, to the bound, exclusive. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** One of the values. */
    @SafeVarargs
    public final <T> T oneOf(T... values) {
        return values[below(values.length)];
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
