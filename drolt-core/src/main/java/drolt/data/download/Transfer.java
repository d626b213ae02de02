package drolt.data.download;

import drolt.configuration.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attempt to get what is still missing of an archive.
 *
 * <p>What may pass by itself (no connection, an early end, a stall, an answer 5xx) is an {@link IOException}; what will
 * not is a {@link ConfigException}.
 */
final class Transfer {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");
    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/(\\d{1,18})");

    private final HttpClient client;
    private final Archive archive;
    private final PartialFile part;
    private final Duration stallTimeout;
    private final long maxBytes;
    private final DownloadProgress progress;

    Transfer(
            HttpClient client,
            Archive archive,
            PartialFile part,
            DownloadSettings settings,
            DownloadProgress progress) {
        this.client = client;
        this.archive = archive;
        this.part = part;
        stallTimeout = settings.stallTimeout();
        maxBytes = settings.maxUnpackedBytes();
        this.progress = progress;
    }

    /** Asks for the missing bytes and appends them; the archive is then complete, though not yet checked. */
    void run() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request());
        try (InputStream body = response.body()) {
            if (isComplete(response)) {
                return;
            }
            long total = accept(response);
            progress.received(part.length(), total);
            copy(body, total);
        }
    }

    private HttpRequest request() {
        // no timeout here: from JDK 26 on it would bound the whole body
        HttpRequest.Builder request = HttpRequest.newBuilder(archive.uri()).header("User-Agent", "drolt");
        if (part.length() > 0) {
            request.header("Range", "bytes=" + part.length() + "-");
            part.validator().ifPresent(validator -> request.header("If-Range", validator));
        }
        return request.build();
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        try {
            return answer.get(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer for " + describe(stallTimeout), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage();
            throw new IOException(
                    cause.getClass().getSimpleName()
                            + (message == null
                                    ? ""
                                    : ": " + message.lines().findFirst().orElse("")),
                    e);
        } finally {
            answer.cancel(true); // does nothing to an answer that came
        }
    }

    /** A server that knows the size refuses to send what lies behind it. */
    private boolean isComplete(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() != 416) {
            return false;
        }
        Optional<Long> size = header(response, "Content-Range")
                .map(UNSATISFIED_RANGE::matcher)
                .filter(Matcher::matches)
                .map(range -> Long.valueOf(range.group(1)));
        if (size.isPresent() && size.get() == part.length()) {
            return true;
        }
        part.restart(Optional.empty());
        throw new IOException("the server cannot go on where the download stopped, it starts again");
    }

    /** Checks the head of an answer and makes the file ready for its body; gives the size of the whole, or -1. */
    private long accept(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        if (status >= 500 || status == 408 || status == 429) {
            throw new IOException("the server answered " + status);
        }
        if (status != 200 && status != 206) {
            throw new ConfigException(archive.uri() + ": the server answered " + status + ", expected 200; fetch "
                    + archive.folder() + " in another way and name its folder with --data DIR");
        }
        long start = status == 200 ? 0 : rangeStart(response);
        if (start != 0 && start != part.length()) {
            part.restart(Optional.empty());
            throw new IOException("the server sent from byte " + start + ", not what was asked for");
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : start + length;
        Long size = archive.sizeBytes();
        if (size != null && total >= 0 && total != size) {
            throw notTheArchive("the server offers " + total + " bytes, the archive has " + size);
        }
        if (start == 0) {
            part.restart(validator(response));
        }
        return size == null ? total : size;
    }

    private long rangeStart(HttpResponse<InputStream> response) {
        Optional<Matcher> range =
                header(response, "Content-Range").map(CONTENT_RANGE::matcher).filter(Matcher::matches);
        return range.isPresent() ? Long.parseLong(range.get().group(1)) : -1;
    }

    /** What If-Range may carry: an ETag that is not weak, else a date. */
    private static Optional<String> validator(HttpResponse<InputStream> response) {
        return header(response, "ETag").filter(tag -> tag.startsWith("\"")).or(() -> header(response, "Last-Modified"));
    }

    private static Optional<String> header(HttpResponse<InputStream> response, String name) {
        return response.headers().firstValue(name);
    }

    private void copy(InputStream body, long total) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long most = total >= 0 ? Math.min(total, maxBytes) : maxBytes; // nothing shrinks when it is unpacked
        try (StallGuard guard = new StallGuard(body, stallTimeout)) {
            try {
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    guard.touch();
                    part.append(buffer, count);
                    if (part.length() > most) {
                        throw notTheArchive("the server sends more than " + most + " bytes");
                    }
                    progress.received(part.length(), total);
                }
            } catch (IOException e) {
                throw guard.stalled() ? stall() : new IOException("the connection broke off", e);
            }
            if (guard.stalled()) {
                throw stall();
            }
        }
        if (total >= 0 && part.length() < total) {
            throw new IOException("the connection ended early");
        }
    }

    private IOException stall() {
        return new IOException("nothing came for " + describe(stallTimeout));
    }

    private ConfigException notTheArchive(String difference) {
        part.restart(Optional.empty());
        return new ConfigException(archive.uri() + ": " + difference
                + ", so this is something else (a proxy's page?); look at the address in a browser, then try again");
    }

    private static String describe(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
