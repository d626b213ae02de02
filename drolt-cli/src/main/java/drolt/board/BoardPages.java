package drolt.board;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Answers: the page and its files, the list, a run's curves and report, the difference of two. */
final class BoardPages {
    /** What stands in a report is shown, but can reach neither the board nor anything else. */
    private static final String REPORT_POLICY = "sandbox allow-scripts allow-downloads; default-src 'none';"
            + " script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";

    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "board.css", "text/css; charset=utf-8",
            "board.js", "text/javascript; charset=utf-8",
            "charts.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

    private final RunsFolder folder;
    private final RunFeed feed;
    private final JsonMapper json;

    BoardPages(RunsFolder folder, RunFeed feed, JsonMapper json) {
        this.folder = folder;
        this.feed = feed;
        this.json = json;
    }

    void index(Context request) throws IOException {
        if (request.queryParam("token") != null) {
            request.redirect("/"); // so that the token stands neither in the address bar nor in the history
            return;
        }
        file(request, "index.html");
    }

    void file(Context request) throws IOException {
        String name = request.pathParam("file");
        if (name.equals("echarts.js")) {
            send(request, "text/javascript; charset=utf-8", CHARTS);
            return;
        }
        if (!FILES.containsKey(name)) {
            throw new Refusal(404, "there is no such page");
        }
        file(request, name);
    }

    private static void file(Context request, String name) throws IOException {
        send(request, FILES.getOrDefault(name, "text/plain"), "/drolt/board/" + name);
    }

    private static void send(Context request, String type, String resource) throws IOException {
        try (InputStream in = BoardPages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            request.contentType(type).result(in.readAllBytes());
        }
    }

    void runs(Context request) {
        answer(request, feed.all());
    }

    void curves(Context request) throws IOException {
        Optional<PlainFile> file = PlainFile.find(RunEntry.curves(run(request.pathParam("run"))));
        answer(request, file.isPresent() ? Curves.read(file.get()) : new Curves(List.of(), 0));
    }

    void difference(Context request) throws IOException {
        answer(
                request,
                RecipeDifference.between(
                        RunRecordFile.tree(record(request, "first")), RunRecordFile.tree(record(request, "second"))));
    }

    private PlainFile record(Context request, String parameter) {
        String name = request.queryParam(parameter);
        if (name == null) {
            throw new Refusal(400, "the query needs " + parameter);
        }
        return plain(name, "run.json");
    }

    private PlainFile plain(String run, String file) {
        try {
            return PlainFile.find(run(run).resolve(file)).orElseThrow(() -> new Refusal(404, "the run has no " + file));
        } catch (IOException e) {
            throw new Refusal(404, file + " " + e.getMessage());
        }
    }

    void report(Context request) throws IOException {
        PlainFile report = plain(request.pathParam("run"), "report.html");
        request.header("Content-Security-Policy", REPORT_POLICY);
        try (InputStream in = report.open()) {
            request.contentType("text/html; charset=utf-8").result(in.readAllBytes());
        }
    }

    /** A name becomes a path only if the folder was seen to hold a run of that name. */
    private Path run(String name) {
        if (!feed.contains(name) || !Files.isDirectory(folder.root().resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            throw new Refusal(404, "there is no such run");
        }
        return folder.root().resolve(name);
    }

    private void answer(Context request, Object value) {
        request.contentType("application/json; charset=utf-8").result(json.writeValueAsBytes(value));
    }
}
