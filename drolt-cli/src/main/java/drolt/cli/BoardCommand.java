package drolt.cli;

import drolt.board.Board;
import drolt.board.BoardOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves the page of runs. */
@Command(
        name = "board",
        header = "Serves a page that shows runs while they train.",
        description =
                "Serves a page that shows the runs in a folder while they train: progress, learning curves, tables,"
                        + " what two recipes differ in.",
        footer = {
            "%nIt listens on this machine only and reads nothing outside the folder. Ctrl-C ends it.",
            "%nExamples:",
            "  drolt board",
            "  drolt board ~/experiments --port 0",
            "  drolt board --address 0.0.0.0 --token 3f1c9a0be27d4586"
        })
final class BoardCommand implements Callable<Integer> {
    private final ConsoleOptions console;

    @Parameters(
            arity = "0..1",
            paramLabel = "<dir>",
            defaultValue = "runs",
            description = "Folder of runs; else ${DEFAULT-VALUE}.")
    private Path folder = Path.of("runs");

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "7250",
            description = "Port to listen on, 0 for a free one; else ${DEFAULT-VALUE}.")
    private int port = 7250;

    @Option(
            names = "--address",
            paramLabel = "<address>",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; else ${DEFAULT-VALUE}. One that others can reach needs --token, and what"
                            + " is sent is not encrypted.")
    private String address = "127.0.0.1";

    @Option(
            names = "--token",
            paramLabel = "<secret>",
            description = "What a browser must know: it opens the page once as /?token=<secret>.")
    private @Nullable String token;

    BoardCommand(ConsoleOptions console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Board board = Board.start(new BoardOptions(folder, address, port, token))) {
            Thread closing = new Thread(
                    () -> {
                        board.close();
                        ended.countDown();
                    },
                    "board closing");
            if (Interruption.isEndingBefore(closing)) { // a signal is what ends it
                return ExitCode.OK;
            }
            console.print("board of " + folder + ": " + board.address()
                    + (token == null ? "" : "?token=... with the token given"));
            ended.await();
        }
        return ExitCode.OK;
    }
}
