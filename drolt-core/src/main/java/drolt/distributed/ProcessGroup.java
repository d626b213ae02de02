package drolt.distributed;

import drolt.configuration.ConfigException;
import drolt.tensor.Collectives;
import drolt.tensor.EngineException;
import drolt.tensor.Rendezvous;
import drolt.tensor.StepScope;
import drolt.tensor.Tensors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The processes that train together, each of a rank from 0; rank 0 leads.
 *
 * <p>All make the same calls in the same order, and wait for each other in each. Results are the same bits on every rank.
 * Where a process is gone the others' calls end at once, where one hangs after the timeout: an {@link EngineException} of
 * one line, after which the process should end. A group of one process does nothing in any call, and needs no engine.
 */
public final class ProcessGroup implements AutoCloseable {
    /** A process that trains alone. */
    public static final ProcessGroup ALONE = new ProcessGroup(0, 1, Duration.ZERO, null, null);

    private static final long POLL_MILLIS = 20;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);
    private static final String HEARD = "drolt/heard";

    private final int rank;
    private final int size;
    private final Duration timeout;
    private final @Nullable Rendezvous rendezvous;
    private final @Nullable Collectives collectives;
    private long told;

    private ProcessGroup(
            int rank, int size, Duration timeout, @Nullable Rendezvous rendezvous, @Nullable Collectives collectives) {
        this.rank = rank;
        this.size = size;
        this.timeout = timeout;
        this.rendezvous = rendezvous;
        this.collectives = collectives;
    }

    /**
     * Waits until all have come.
     *
     * @param timeout of this and of every later call
     * @throws ConfigException if the port is taken, a rank comes twice, sizes differ, or not all come in time
     */
    public static ProcessGroup join(Membership membership, Duration timeout) {
        Rendezvous rendezvous = Meeting.of(membership, timeout);
        try {
            new RollCall(rendezvous, membership, timeout).answer();
            String address = Meeting.ownAddress(membership);
            Collectives collectives =
                    Collectives.join(rendezvous, membership.rank(), membership.size(), address, timeout);
            return new ProcessGroup(membership.rank(), membership.size(), timeout, rendezvous, collectives);
        } catch (RuntimeException e) {
            rendezvous.close();
            throw e instanceof EngineException failure ? lost(failure, timeout) : e;
        }
    }

    /** Of this process, from 0. */
    public int rank() {
        return rank;
    }

    /** Number of processes. */
    public int size() {
        return size;
    }

    /** Whether it is the one that writes. */
    public boolean leads() {
        return rank == 0;
    }

    /** Whether there is no other process. */
    public boolean isAlone() {
        return size == 1;
    }

    /** Puts the sum of all ranks' tensors, of one shape and type, in each. Contiguous; written in place. */
    public void sum(Tensor tensor) {
        if (!isAlone()) {
            attempt(all -> all.sum(tensor));
        }
    }

    /** Puts the values of rank 0's tensor, of one shape and type, in each. Contiguous; written in place. */
    public void broadcast(Tensor tensor) {
        if (!isAlone()) {
            attempt(all -> all.broadcast(tensor));
        }
    }

    /** Returns when all have called it. */
    public void barrier() {
        if (!isAlone()) {
            attempt(Collectives::barrier);
        }
    }

    /**
     * The rows of all ranks, in their order, of several tensors in one exchange.
     *
     * @param parts each [n, K] with a K of its own, all of one type, n of each rank's own, at least 0
     * @return of each part [sum of n, K]; a gradient flows into this rank's own rows, from each part by itself. Owned by
     *     the open scope
     */
    public List<Tensor> gather(List<Tensor> parts) {
        if (isAlone()) {
            return parts;
        }
        Tensor own = concatenated(parts.stream().map(Tensor::detach).toList(), 1);
        long[] counts = counts(own.size(0));
        long most = Arrays.stream(counts).max().orElse(0);
        long missing = most - own.size(0);
        if (missing > 0) {
            Tensor none = torch.zeros(missing, own.size(1)).to(own.scalar_type());
            own = concatenated(List.of(own, none), 0);
        }
        Tensor padded = own.contiguous();
        Tensor all = torch.zeros(size * most, own.size(1)).to(own.scalar_type());
        attempt(group -> group.gather(all, padded));
        List<Tensor> gathered = new ArrayList<>();
        long at = 0;
        for (Tensor part : parts) {
            List<Tensor> ofRanks = new ArrayList<>();
            for (int of = 0; of < size; of++) {
                Tensor columns = all.narrow(1, at, part.size(1));
                ofRanks.add(of == rank ? part : columns.narrow(0, of * most, counts[of]));
            }
            gathered.add(concatenated(ofRanks, 0));
            at += part.size(1);
        }
        return gathered;
    }

    private static Tensor concatenated(List<Tensor> tensors, long dimension) {
        return torch.cat(new TensorVector(tensors.toArray(new Tensor[0])), dimension);
    }

    private long[] counts(long own) {
        float[] counts = new float[size];
        counts[rank] = own; // exact below 2^24 rows
        return Tensors.toLongs(summed(counts));
    }

    private Tensor summed(float[] values) {
        Tensor tensor = Tensors.floats(values, values.length);
        sum(tensor);
        return tensor;
    }

    /** Whether any rank says so. */
    public boolean any(boolean own) {
        if (isAlone()) {
            return own;
        }
        try (StepScope scope = StepScope.open()) {
            return Tensors.toFloats(summed(new float[] {own ? 1 : 0}))[0] > 0;
        }
    }

    /** What rank 0 gives; what the others give is ignored. */
    public byte[] fromLeader(byte[] own) {
        if (isAlone()) {
            return own;
        }
        try (StepScope scope = StepScope.open()) {
            Tensor length = Tensors.longs(new int[] {own.length}, 1);
            broadcast(length);
            int count = Math.toIntExact(Tensors.toLongs(length)[0]);
            Tensor bytes = Tensors.bytes(leads() ? own : new byte[count], count);
            broadcast(bytes);
            long[] values = Tensors.toLongs(bytes);
            byte[] received = new byte[count];
            for (int i = 0; i < count; i++) {
                received[i] = (byte) values[i];
            }
            return received;
        }
    }

    /**
     * Refuses a rank that was given something else than rank 0; all ranks end.
     *
     * @param what it is, to begin a sentence
     * @param value of this rank
     */
    public void requireSame(String what, String value) {
        String leading = new String(fromLeader(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        if (any(!leading.equals(value))) {
            throw new ConfigException(
                    what + " is not the same on all ranks; start all of them with the same command, the"
                            + " same files and the same version");
        }
    }

    /** Rank 0 tells the others something, and goes on at once; ASCII only. */
    public void tell(String message) {
        if (!isAlone()) {
            try {
                Objects.requireNonNull(rendezvous).set(key(), message);
            } catch (EngineException e) {
                throw lost(e, timeout);
            }
        }
    }

    /** Tells the last thing, and waits a while until all have heard it: what is told ends with this process. */
    public void tellLast(String message) {
        tell(message);
        if (isAlone()) {
            return;
        }
        long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
        try {
            while (Objects.requireNonNull(rendezvous).add(HEARD, 0) < told * (size - 1)
                    && System.nanoTime() < deadline) {
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (EngineException e) {
            throw lost(e, timeout);
        }
    }

    /** What rank 0 tells next; waits for it as long as rank 0 lives. */
    public String awaitTold() {
        Rendezvous store = Objects.requireNonNull(rendezvous);
        String key = key();
        try {
            while (!store.has(key)) {
                Thread.sleep(POLL_MILLIS);
            }
            String message = store.get(key);
            store.add(HEARD, 1);
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("was interrupted while it waited for rank 0", e);
        } catch (EngineException e) {
            throw lost(e, timeout);
        }
    }

    private String key() {
        return "drolt/told/" + told++;
    }

    private interface Call {
        void on(Collectives collectives);
    }

    private void attempt(Call call) {
        try {
            call.on(Objects.requireNonNull(collectives));
        } catch (EngineException e) {
            throw lost(e, timeout);
        }
    }

    private static EngineException lost(EngineException failure, Duration timeout) {
        String what = switch (Rendezvous.kind(failure)) {
            case TIMEOUT -> "another rank has not answered within " + timeout.toSeconds() + " s";
            case CONNECTION -> "another rank is gone";
            case OTHER -> "the ranks cannot exchange their values";
        };
        return new EngineException(
                what + ", so this one ends; the same command resumes from the last stored state ("
                        + failure.getMessage() + ")",
                failure);
    }

    @Override
    public void close() {
        if (collectives != null && rendezvous != null) {
            collectives.close();
            rendezvous.close();
        }
    }
}
