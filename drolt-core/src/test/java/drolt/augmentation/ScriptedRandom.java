package drolt.augmentation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;

/** A generator whose draws are written down beforehand; anything else than the script is an error. */
final class ScriptedRandom implements RandomGenerator {
    private final ArrayDeque<Number> script;

    ScriptedRandom(Number... script) {
        this.script = new ArrayDeque<>(List.of(script));
    }

    @Override
    public int nextInt(int bound) {
        int value = (Integer) script.remove();
        if (value < 0 || value >= bound) {
            throw new AssertionError(value + " drawn below " + bound);
        }
        return value;
    }

    @Override
    public double nextDouble() {
        return (Double) script.remove();
    }

    @Override
    public long nextLong() {
        throw new AssertionError("not in the script");
    }

    boolean isUsedUp() {
        return script.isEmpty();
    }
}
