package drolt.board;

import drolt.board.RunFeed.Changes;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes as server-sent events. Each carries an identity; a browser that lost its connection names the last one and
 * gets what it missed. Every listener has a thread, so a slow one holds up nobody else.
 */
final class EventStream {
    private static final int MOST_LISTENERS = 64;
    private static final long SILENCE_MILLIS = 10_000;

    private final RunFeed feed;
    private final JsonMapper json;
    private final Semaphore places = new Semaphore(MOST_LISTENERS);

    EventStream(RunFeed feed, JsonMapper json) {
        this.feed = feed;
        this.json = json;
    }

    void serve(Context request) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw new Refusal(503, "more than " + MOST_LISTENERS + " pages are open; close some");
        }
        try {
            request.contentType("text/event-stream; charset=utf-8");
            send(request.res().getOutputStream(), request.header("Last-Event-ID"));
        } finally {
            places.release();
        }
    }

    private void send(OutputStream out, @org.jspecify.annotations.Nullable String last)
            throws IOException, InterruptedException {
        String seen = last;
        write(out, "retry: 1000\n\n");
        while (!feed.isClosed()) {
            Changes changes = feed.await(seen, SILENCE_MILLIS);
            if (changes == null) {
                write(out, ": still here\n\n"); // else neither side finds out that the other is gone
            } else {
                seen = changes.id();
                write(out, "id: " + seen + "\nevent: changes\ndata: " + json.writeValueAsString(changes) + "\n\n");
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
