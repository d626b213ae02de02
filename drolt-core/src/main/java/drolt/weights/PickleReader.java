package drolt.weights;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of Python's pickle format that tables of tensors are written in (protocol 2).
 *
 * <p>A pickle is a program. Here nothing that it names is ever looked up or called: a class or a function stays a
 * {@link Name}, a call a {@link Call} with its arguments, what lies outside the pickle a {@link Reference}, and the
 * attributes of an object are dropped. All else becomes lists, maps with keys of text or numbers, {@link String},
 * {@link Long}, {@link BigInteger}, {@link Double}, {@link Boolean} and {@link #NONE}. Any other instruction ends the
 * reading.
 *
 * <p>Source: Python's own {@code pickletools}, which lists the instructions.
 */
final class PickleReader {
    /** Python's None. */
    static final Object NONE = new Name("None");

    private static final Name ORDERED_DICT = new Name("collections.OrderedDict");
    private static final int LONGEST_TEXT = 1 << 16;
    private static final int MOST_BYTES = 1 << 26;

    /** A class or function by module and name. */
    record Name(String text) {}

    /** A call that was not made. */
    record Call(Name function, List<Object> arguments) {}

    /** Something outside the pickle. */
    record Reference(Object id) {}

    private final InputStream in;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private long position;

    PickleReader(InputStream in) {
        this.in = in;
    }

    /**
     * Reads one pickle; another one may follow it.
     *
     * @throws StreamCorruptedException if it is none, or is of another kind
     * @throws EOFException if it is cut short
     */
    Object read() throws IOException {
        stack.clear();
        marks.clear();
        memo.clear();
        for (int instruction = next(); instruction != '.'; instruction = next()) {
            execute(instruction);
        }
        return pop();
    }

    /** All that was met, in order. */
    List<Reference> references() {
        return List.copyOf(references);
    }

    /** Bytes read since the beginning. */
    long position() {
        return position;
    }

    private void execute(int instruction) throws IOException {
        switch (instruction) {
            case 0x80 -> next(); // the protocol: its number changes nothing in these instructions
            case 'c' -> stack.add(new Name(line() + "." + line()));
            case '(' -> marks.push(stack.size());
            case ')' -> stack.add(List.of());
            case ']' -> stack.add(new ArrayList<>());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 't' -> stack.add(sinceMark());
            case 0x85 -> stack.add(last(1));
            case 0x86 -> stack.add(last(2));
            case 0x87 -> stack.add(last(3));
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) next());
            case 'M' -> stack.add((long) (littleEndian(2).getShort() & 0xffff));
            case 'J' -> stack.add((long) littleEndian(4).getInt());
            case 0x8a -> stack.add(integer(bytes(next())));
            case 'G' -> stack.add(ByteBuffer.wrap(bytes(8)).getDouble());
            case 'U' -> stack.add(text(next()));
            case 'T', 'X' -> stack.add(text(littleEndian(4).getInt()));
            case 'q' -> memo.put(next(), top());
            case 'r' -> memo.put(littleEndian(4).getInt(), top());
            case 'h' -> stack.add(remembered(next()));
            case 'j' -> stack.add(remembered(littleEndian(4).getInt()));
            case 'a' -> append(last(1));
            case 'e' -> append(sinceMark());
            case 's' -> put(last(2));
            case 'u' -> put(sinceMark());
            case 'R', 0x81 -> stack.add(call(pop(), pop()));
            case 'b' -> {
                pop();
                top();
            }
            case 'Q' -> {
                Reference reference = new Reference(pop());
                references.add(reference);
                stack.add(reference);
            }
            default ->
                throw new StreamCorruptedException(
                        "instruction " + instruction + " at byte " + (position - 1) + " is none that tensors need");
        }
    }

    private Object call(Object arguments, Object function) throws StreamCorruptedException {
        if (!(function instanceof Name name) || !(arguments instanceof List<?> list)) {
            throw new StreamCorruptedException("what is called at byte " + (position - 1) + " is no function");
        }
        return name.equals(ORDERED_DICT) && list.isEmpty()
                ? new LinkedHashMap<>()
                : new Call(name, new ArrayList<>(list));
    }

    @SuppressWarnings("unchecked") // every list on the stack that may grow was made here, of objects
    private void append(List<Object> items) throws StreamCorruptedException {
        if (!(top() instanceof ArrayList<?> list)) {
            throw new StreamCorruptedException("what is appended to at byte " + (position - 1) + " is no list");
        }
        ((List<Object>) list).addAll(items);
    }

    @SuppressWarnings("unchecked") // as above
    private void put(List<Object> keysAndValues) throws StreamCorruptedException {
        if (!(top() instanceof LinkedHashMap<?, ?> map) || keysAndValues.size() % 2 != 0) {
            throw new StreamCorruptedException("what is put at byte " + (position - 1) + " goes into no table");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            if (!(key instanceof String) && !(key instanceof Number)) { // others might contain themselves
                throw new StreamCorruptedException("a key at byte " + (position - 1) + " is neither text nor a number");
            }
            ((Map<Object, Object>) map).put(key, keysAndValues.get(i + 1));
        }
    }

    private Object remembered(int place) throws StreamCorruptedException {
        Object value = memo.get(place);
        if (value == null) {
            throw new StreamCorruptedException("nothing is remembered as " + place);
        }
        return value;
    }

    private List<Object> sinceMark() throws StreamCorruptedException {
        Integer mark = marks.poll();
        if (mark == null) {
            throw new StreamCorruptedException("a mark is missing at byte " + (position - 1));
        }
        return last(stack.size() - mark);
    }

    /** Takes the last objects off the stack, in their order. */
    private List<Object> last(int count) throws StreamCorruptedException {
        int least = marks.isEmpty() ? 0 : marks.peek();
        if (count < 0 || stack.size() - count < least) {
            throw new StreamCorruptedException("an object is missing at byte " + (position - 1));
        }
        List<Object> end = stack.subList(stack.size() - count, stack.size());
        List<Object> taken = new ArrayList<>(end);
        end.clear();
        return taken;
    }

    private Object pop() throws StreamCorruptedException {
        return last(1).get(0);
    }

    private Object top() throws StreamCorruptedException {
        Object top = pop();
        stack.add(top);
        return top;
    }

    private static Object integer(byte[] littleEndian) {
        byte[] bytes = new byte[littleEndian.length + 1];
        for (int i = 0; i < littleEndian.length; i++) {
            bytes[littleEndian.length - i] = littleEndian[i];
        }
        bytes[0] = (byte) (littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(bytes);
        return value.bitLength() < Long.SIZE ? value.longValue() : value;
    }

    private String text(int length) throws IOException {
        if (length < 0 || length > LONGEST_TEXT) {
            throw new StreamCorruptedException("a text at byte " + position + " has an impossible length");
        }
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = next(); character != '\n'; character = next()) {
            if (line.length() == LONGEST_TEXT) {
                throw new StreamCorruptedException("a name at byte " + position + " is too long");
            }
            line.append((char) character);
        }
        return line.toString();
    }

    private ByteBuffer littleEndian(int count) throws IOException {
        return ByteBuffer.wrap(bytes(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        if (bytes.length < count || position > MOST_BYTES) {
            throw new EOFException("it is cut short or too large");
        }
        return bytes;
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0 || ++position > MOST_BYTES) {
            throw new EOFException("it is cut short or too large");
        }
        return value;
    }
}
