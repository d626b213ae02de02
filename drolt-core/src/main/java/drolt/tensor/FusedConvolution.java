package drolt.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with what follows it (bias, addition, ReLU) in one pass over memory: oneDNN's own, which the engine
 * reaches only through its dispatcher.
 *
 * <p>There is no gradient through it. Where the engine has no such operation (another version, another device), {@link
 * #isAvailable} is false and callers use the usual operations.
 *
 * @param stride of both sides
 * @param padding of both sides
 * @param groups parts into which the channels are divided
 */
public record FusedConvolution(int stride, int padding, int groups) {
    private static final String NAME = "mkldnn::_convolution_pointwise";
    private static final int STRIDES_ARGUMENT = 3; // their position in the operation's schema
    private static final int SCALARS_ARGUMENT = 8;

    /** The operations, found once; null where the engine lacks them. */
    private record Operations(
            OperatorHandle plain, OperatorHandle binary, Type.TypePtr integer, Type.TypePtr scalar, boolean bfloat16) {
        static final @Nullable Operations FOUND = find();

        private static @Nullable Operations find() {
            try {
                OperatorHandle plain = torch.hasMKLDNN() ? handle("") : null;
                return plain == null
                        ? null
                        : new Operations(
                                plain,
                                handle("binary"),
                                elementOf(plain, STRIDES_ARGUMENT),
                                elementOf(plain, SCALARS_ARGUMENT),
                                CpuFeatures.detect().oneDnnTakesBfloat16());
            } catch (RuntimeException e) { // the engine's way to say that it has no such operation
                return null;
            }
        }

        private static OperatorHandle handle(String overload) {
            return lasting(Dispatcher.singleton().findSchemaOrThrow(NAME, overload));
        }

        private static Type.TypePtr elementOf(OperatorHandle operation, int argument) {
            return lasting(new Type.TypePtr(operation
                    .schema()
                    .arguments()
                    .getPointer(argument)
                    .type()
                    .get()
                    .containedType(0)
                    .get()));
        }

        /** Outlives the step in whose scope it was found. */
        private static <P extends Pointer> P lasting(P pointer) {
            pointer.retainReference();
            return pointer;
        }
    }

    /**
     * Whether the operation can be used on this tensor now: on a CPU, with no gradients recorded, and in bfloat16 only where
     * oneDNN takes it.
     *
     * @param input [B, C, H, W]
     */
    public static boolean isAvailable(Tensor input) {
        Operations found = Operations.FOUND;
        return found != null
                && !NoGrad.isRecording()
                && input.is_cpu()
                && (Autocast.type() == ScalarType.Float || found.bfloat16);
    }

    /**
     * relu(input * weight + bias), or without the ReLU; in bfloat16 while an {@link Autocast} of it is open.
     *
     * @param input [B, C, H, W]
     * @param weight float32 [O, C / groups, K, K]
     * @param bias float32 [O]
     * @return [B, O, H', W']
     */
    public Tensor apply(Tensor input, Tensor weight, Tensor bias, boolean relu) {
        Operations operations = operations();
        ScalarType type = Autocast.type();
        return call(
                operations.plain,
                new IValue(input.to(type)),
                new IValue(weight.to(type)),
                new IValue(bias.to(type)),
                both(padding, operations),
                both(stride, operations),
                both(1, operations),
                new IValue((long) groups),
                new IValue(relu ? "relu" : "none"),
                new IValue(new GenericList(operations.scalar)),
                new IValue(""));
    }

    /**
     * relu(input * weight + bias + other).
     *
     * @param other of the result's shape
     */
    public Tensor applyAdded(Tensor input, Tensor other, Tensor weight, Tensor bias) {
        Operations operations = operations();
        ScalarType type = Autocast.type();
        return call(
                operations.binary,
                new IValue(input.to(type)),
                new IValue(other.to(type)),
                new IValue(weight.to(type)),
                new IValue(bias.to(type)),
                both(padding, operations),
                both(stride, operations),
                both(1, operations),
                new IValue((long) groups),
                new IValue("add"),
                new IValue(new Scalar(1.0)),
                new IValue("relu"),
                new IValue(new GenericList(operations.scalar)),
                new IValue(""));
    }

    private static Operations operations() {
        Operations found = Operations.FOUND;
        if (found == null) {
            throw new IllegalStateException("the engine has no " + NAME);
        }
        return found;
    }

    private static IValue both(int value, Operations operations) {
        GenericList list = new GenericList(operations.integer);
        list.push_back(new IValue((long) value));
        list.push_back(new IValue((long) value));
        return new IValue(list);
    }

    private static Tensor call(OperatorHandle operation, IValue... arguments) {
        IValueVector stack = new IValueVector();
        for (IValue argument : arguments) {
            stack.push_back(argument);
        }
        operation.callBoxed(stack);
        return stack.get(0).toTensor();
    }
}
