package drolt.tensor;

import java.time.Duration;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;

/**
 * Sums and copies of tensors over several processes: c10d with Gloo. Every process must make the same calls in the same
 * order with tensors of the same shape and type; each waits for the others. Same processes, same bits.
 *
 * <p>Tensors are contiguous and on the CPU, and are written in place. A process that is gone ends the call with an
 * {@link EngineException} at once, one that does not answer after the timeout; nothing can be called after that.
 */
public final class Collectives implements AutoCloseable {
    private static final int THREADS = 1;

    private final ProcessGroupGloo gloo;

    private Collectives(ProcessGroupGloo gloo) {
        this.gloo = gloo;
    }

    /**
     * Connects with the other processes.
     *
     * @param address of this machine, at which the others reach this process
     */
    public static Collectives join(Rendezvous rendezvous, int rank, int size, String address, Duration timeout) {
        try (Milliseconds limit = new Milliseconds(timeout.toMillis());
                GlooDeviceVector devices = new GlooDeviceVector()) {
            ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(limit);
            devices.push_back(ProcessGroupGloo.createDeviceForHostname(address));
            options.devices(devices);
            options.threads(THREADS);
            return new Collectives(new ProcessGroupGloo(rendezvous.store(), rank, size, options));
        } catch (RuntimeException e) {
            throw Rendezvous.failure(e);
        }
    }

    /** Puts the sum of all processes' tensors in each one. */
    public void sum(Tensor tensor) {
        await(tensors -> gloo.allreduce(tensors), tensor);
    }

    /** Puts the tensor of rank 0 in each one. */
    public void broadcast(Tensor tensor) {
        await(tensors -> gloo.broadcast(tensors), tensor);
    }

    /**
     * Puts the tensors of all processes, in the order of ranks, one after the other.
     *
     * @param all [size * n, ...]
     * @param own [n, ...]
     */
    public void gather(Tensor all, Tensor own) {
        try (StepScope scope = StepScope.open()) {
            gloo._allgather_base(all, own)._wait();
        } catch (RuntimeException e) {
            throw Rendezvous.failure(e);
        }
    }

    /** Returns when all have called it. */
    public void barrier() {
        try (StepScope scope = StepScope.open()) {
            gloo.barrier()._wait();
        } catch (RuntimeException e) {
            throw Rendezvous.failure(e);
        }
    }

    private interface Call {
        Work on(TensorVector tensors);
    }

    private static void await(Call call, Tensor tensor) {
        try (StepScope scope = StepScope.open()) {
            call.on(new TensorVector(tensor))._wait();
        } catch (RuntimeException e) {
            throw Rendezvous.failure(e);
        }
    }

    @Override
    public void close() {
        gloo.close();
    }
}
