package drolt.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The messages of an event file, in the wire format of protocol buffers.
 *
 * <p>Field numbers are those of TensorFlow's published {@code event.proto} and {@code summary.proto} (Apache-2.0). A
 * handful of fields is all that is written, so they are written by hand: classes generated from those files would have
 * to be compiled at every first start.
 */
final class EventMessage {
    private static final String FILE_VERSION = "brain.Event:2";

    // Event
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    // SessionLog
    private static final int STATUS = 1;
    private static final int START = 1;
    // Summary, and Summary.Value
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;
    private static final int HISTOGRAM = 5;
    // HistogramProto
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int NUMBER = 3;
    private static final int SUM = 4;
    private static final int SUM_OF_SQUARES = 5;
    private static final int BUCKET_LIMIT = 6;
    private static final int BUCKET = 7;

    private EventMessage() {}

    /** The first event of a file. */
    static byte[] version(double wallTime) {
        return bytes(out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeString(VERSION, FILE_VERSION);
        });
    }

    /** A process begins to write: readers forget what they have from this step on. */
    static byte[] start(double wallTime, long step) {
        ByteString log = ByteString.copyFrom(bytes(out -> out.writeEnum(STATUS, START)));
        return bytes(out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeInt64(STEP, step);
            out.writeBytes(SESSION_LOG, log);
        });
    }

    /**
     * Values of one step.
     *
     * @param wallTime seconds since 1970
     */
    static byte[] values(
            double wallTime, long step, Map<String, Double> scalars, Map<String, HistogramBuckets> histograms) {
        byte[] summary = bytes(out -> {
            for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                out.writeByteArray(VALUE, scalar(scalar.getKey(), scalar.getValue()));
            }
            for (Map.Entry<String, HistogramBuckets> histogram : histograms.entrySet()) {
                out.writeByteArray(VALUE, histogram(histogram.getKey(), histogram.getValue()));
            }
        });
        return bytes(out -> {
            out.writeDouble(WALL_TIME, wallTime);
            out.writeInt64(STEP, step);
            out.writeByteArray(SUMMARY, summary);
        });
    }

    private static byte[] scalar(String tag, double value) {
        return bytes(out -> {
            out.writeString(TAG, tag);
            out.writeFloat(SIMPLE_VALUE, (float) value);
        });
    }

    private static byte[] histogram(String tag, HistogramBuckets buckets) {
        byte[] histogram = bytes(out -> {
            out.writeDouble(MIN, buckets.min());
            out.writeDouble(MAX, buckets.max());
            out.writeDouble(NUMBER, buckets.number());
            out.writeDouble(SUM, buckets.sum());
            out.writeDouble(SUM_OF_SQUARES, buckets.sumOfSquares());
            out.writeByteArray(BUCKET_LIMIT, packed(buckets.limits()));
            out.writeByteArray(BUCKET, packed(buckets.counts()));
        });
        return bytes(out -> {
            out.writeString(TAG, tag);
            out.writeByteArray(HISTOGRAM, histogram);
        });
    }

    private static byte[] packed(double[] values) {
        return bytes(out -> {
            for (double value : values) {
                out.writeDoubleNoTag(value);
            }
        });
    }

    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Fields fields) {
        ByteString.Output buffer = ByteString.newOutput();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(buffer);
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return buffer.toByteString().toByteArray();
    }
}
