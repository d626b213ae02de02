package drolt.board;

import drolt.configuration.ConfigException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** A page of runs, served until it is closed. */
public final class Board implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Board.class);
    private static final int LOOK_EVERY_MILLIS = 1000;

    private final BoardOptions options;
    private final RunsFolder folder;
    private final RunFeed feed = new RunFeed();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Javalin server;

    private Board(BoardOptions options) throws IOException {
        this.options = options;
        folder = new RunsFolder(options.runs());
        JsonMapper json = new JsonMapper();
        server = Javalin.create(
                config -> configure(config, new BoardPages(folder, feed, json), new EventStream(feed, json)));
    }

    /**
     * Reads the folder and begins to serve.
     *
     * @throws ConfigException if the folder cannot be read or the port is taken
     */
    public static Board start(BoardOptions options) {
        Board board;
        try {
            board = new Board(options);
        } catch (IOException e) {
            throw new ConfigException(options.runs() + ": cannot be read (" + e.getMessage() + ")", e);
        }
        board.look();
        try {
            board.server.start(options.address(), options.port());
        } catch (JavalinBindException e) {
            board.close();
            throw new ConfigException(
                    "cannot listen on " + options.address() + ", port " + options.port()
                            + ": it is in use or not this machine's; choose another --port (0 takes a free one)",
                    e);
        }
        Thread watcher = new Thread(board::watch, "board watcher");
        watcher.setDaemon(true);
        watcher.start();
        return board;
    }

    private void configure(JavalinConfig config, BoardPages pages, EventStream events) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE; // an event must leave at once
        RequestGuard guard = new RequestGuard(options);
        config.routes.before(guard::check);
        config.routes.exception(
                Refusal.class,
                (refusal, request) -> request.status(refusal.status())
                        .contentType("text/plain; charset=utf-8")
                        .result(refusal.getMessage() + "\n"));
        config.routes.exception(Exception.class, (failure, request) -> {
            LOG.warn("{} was not answered: {}", request.path(), failure.toString());
            request.status(500).contentType("text/plain; charset=utf-8").result("not answered; the log says why\n");
        });
        config.routes.get("/", pages::index);
        config.routes.get("/events", events::serve);
        config.routes.get("/api/runs", pages::runs);
        config.routes.get("/api/runs/{run}/curves", pages::curves);
        config.routes.get("/api/difference", pages::difference);
        config.routes.get("/runs/{run}/report.html", pages::report);
        config.routes.get("/{file}", pages::file);
    }

    private void watch() {
        try {
            while (!closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    private void look() {
        try {
            feed.update(folder.scan());
        } catch (RuntimeException e) {
            LOG.warn("the runs folder was not read: {}", e.toString()); // the next look may do better
        }
    }

    /** Where the page is. */
    public String address() {
        String host = options.address().contains(":") ? "[" + options.address() + "]" : options.address();
        return "http://" + host + ":" + server.port() + "/";
    }

    /** Ends all connections and stops listening. */
    @Override
    public void close() {
        closed.countDown();
        feed.close();
        server.stop();
    }
}
