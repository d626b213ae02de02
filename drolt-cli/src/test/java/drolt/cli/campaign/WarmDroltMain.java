package drolt.cli.campaign;

import drolt.cli.InProcessDrolt;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The other side of {@link WarmDrolt}: reads commands from standard input and answers on standard output. */
public final class WarmDroltMain {
    private WarmDroltMain() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.bytedeco.javacpp.logger", "slf4j"); // as Main does
        DataInputStream commands = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        while (true) {
            String[] words;
            try {
                words = new String[commands.readInt()];
            } catch (EOFException e) {
                return;
            }
            for (int i = 0; i < words.length; i++) {
                words[i] = commands.readUTF();
            }
            answer(words, answers);
        }
    }

    private static void answer(String[] words, DataOutputStream answers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(errors); // the log goes there, too
        int exitCode;
        try {
            exitCode = InProcessDrolt.run(System.out, errors, words);
        } catch (Throwable e) { // which would have ended the process with a stack trace
            errors.println("Exception in thread main");
            e.printStackTrace(errors);
            exitCode = 1;
        }
        answers.writeInt(exitCode);
        for (ByteArrayOutputStream text : new ByteArrayOutputStream[] {out, err}) {
            answers.writeInt(text.size());
            text.writeTo(answers);
        }
        answers.flush();
    }
}
