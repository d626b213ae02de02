package drolt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands in for the host of CIFAR's archives: a proxy whose every address answers with an archive that never ends. */
final class SlowArchiveServer implements AutoCloseable {
    private static final String HOST = "www.cs.toronto.edu";
    private static final String PASSWORD = "changeit";
    private static final long ARCHIVE_BYTES = 168_513_733L;

    private final Path keys;
    private final HttpsServer server;
    private final ServerSocket proxy;

    SlowArchiveServer(Path folder) throws Exception {
        keys = folder.resolve("keys.p12");
        makeKeys();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, ARCHIVE_BYTES);
            OutputStream body = exchange.getResponseBody();
            while (true) { // until the client goes away, or the server is stopped
                body.write(new byte[100_000]);
                body.flush();
                pause();
            }
        });
        server.start();
        proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        background(this::serveProxy);
    }

    /** With these a JVM comes here whatever host it asks for, and trusts what answers. */
    List<String> jvmOptions() {
        return List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxy.getLocalPort(),
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private void makeKeys() throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "san=dns:" + HOST,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private void serveProxy() throws IOException {
        while (!proxy.isClosed()) {
            Socket client = proxy.accept();
            readRequest(client.getInputStream());
            Socket target = new Socket(
                    InetAddress.getLoopbackAddress(), server.getAddress().getPort());
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes());
            background(() -> client.getInputStream().transferTo(target.getOutputStream()));
            background(() -> target.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    /** Reads to the empty line: whatever host it names. */
    private static void readRequest(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
    }

    /** What may fail when its other end goes away. */
    private interface Transfer {
        void run() throws IOException;
    }

    private static void background(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException e) {
                return; // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stop(0);
    }
}
