package drolt.board;

import drolt.configuration.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is shown, and to whom.
 *
 * @param runs folder of runs
 * @param address to listen on
 * @param port 0: a free one
 * @param token that a browser must show; null: none, on a loopback address only
 */
public record BoardOptions(
        Path runs, String address, int port, @Nullable String token) {
    private static final int GREATEST_PORT = 65_535;
    private static final int SHORTEST_TOKEN = 16;

    public BoardOptions {
        if (!Files.isDirectory(runs)) {
            throw new ConfigException(runs + ": there is no such folder; name one that holds runs, or make it first");
        }
        if (!(port >= 0 && port <= GREATEST_PORT)) {
            throw new ConfigException("--port " + port + ": must lie in 0.." + GREATEST_PORT + "; 0 takes a free one");
        }
        if (token != null && !token.matches("[A-Za-z0-9._~-]{" + SHORTEST_TOKEN + ",200}")) {
            throw new ConfigException("--token: must be " + SHORTEST_TOKEN
                    + " to 200 letters, digits, dots, dashes, underscores or tildes; for example what 'openssl rand -hex"
                    + " 16' prints");
        }
        if (token == null && !resolve(address).isLoopbackAddress()) {
            throw new ConfigException("--address " + address
                    + ": others can reach this address; add --token with a secret that they must know");
        }
    }

    /** Whether every address of the machine is listened on, so that no name of it can be told from a foreign one. */
    boolean isWildcard() {
        return resolve(address).isAnyLocalAddress();
    }

    private static InetAddress resolve(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new ConfigException("--address " + address + ": is no address; for example 127.0.0.1", e);
        }
    }
}
