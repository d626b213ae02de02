package drolt.data.download;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A server on the loopback interface that can break every rule of HTTP: each connection gets the next answer of a
 * script, the last one again and again, and is closed after it.
 */
final class RawServer implements Closeable {
    private final ServerSocket listener;
    private final List<Answer> script;
    private final List<Map<String, String>> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

    /** Puts out whatever it likes. */
    @FunctionalInterface
    interface Answer {
        /** Writes status line, headers and body. */
        void write(Map<String, String> request, OutputStream out) throws IOException, InterruptedException;
    }

    RawServer(Answer... script) throws IOException {
        this.script = List.of(script);
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/archive.tar.gz");
    }

    /** Headers of all requests so far, names in lower case. */
    List<Map<String, String>> requests() {
        return List.copyOf(requests);
    }

    /** A correct answer to a plain or a range request, but only the first {@code bytes} of its body. */
    static Answer cutAfter(int bytes, byte[] content, String etag) {
        return (request, out) -> {
            int start = request.containsKey("range")
                    ? Integer.parseInt(request.get("range").replaceAll("bytes=(\\d+)-", "$1"))
                    : 0;
            boolean sameVersion = request.getOrDefault("if-range", etag).equals(etag);
            boolean partial = start > 0 && sameVersion;
            byte[] body = partial ? Arrays.copyOfRange(content, start, content.length) : content;
            head(
                    out,
                    partial ? "206 Partial Content" : "200 OK",
                    "Content-Length: " + body.length,
                    partial
                            ? "Content-Range: bytes " + start + "-" + (content.length - 1) + "/" + content.length
                            : "X: y",
                    etag.isEmpty() ? "X: y" : "ETag: " + etag);
            out.write(body, 0, Math.min(bytes, body.length));
            out.flush();
        };
    }

    /** A correct answer. */
    static Answer whole(byte[] content, String etag) {
        return cutAfter(Integer.MAX_VALUE, content, etag);
    }

    /** Status line and headers. */
    static void head(OutputStream out, String status, String... headers) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(("HTTP/1.1 " + status + "\r\n").getBytes(StandardCharsets.US_ASCII));
        for (String header : headers) {
            head.writeBytes((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        head.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(head.toByteArray());
        out.flush();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread worker = new Thread(() -> serve(socket), "raw-server-connection");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            if (in.readLine() == null) {
                return;
            }
            Map<String, String> request = new TreeMap<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                int colon = line.indexOf(':');
                request.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int number;
            synchronized (requests) {
                number = requests.size();
                requests.add(request);
            }
            script.get(Math.min(number, script.size() - 1)).write(request, socket.getOutputStream());
        } catch (IOException e) {
            return; // the client went away, as some tests want it to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : List.copyOf(open)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
