package drolt.board;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request before it is answered. A page of another site that the user has open must not read the board:
 * not by its own address, and not by a name of its own that it lets point here (DNS rebinding).
 */
final class RequestGuard {
    private static final int LONGEST_QUERY = 1024;
    private static final String COOKIE = "drolt-board";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final BoardOptions options;

    RequestGuard(BoardOptions options) {
        this.options = options;
    }

    void check(Context request) {
        headers(request);
        if (!request.method().name().equals("GET")) {
            request.header("Allow", "GET");
            throw new Refusal(405, "the board only shows: GET is all it answers");
        }
        String host = request.header("Host");
        if (!isOwn(host, request.req().getLocalPort())) {
            throw new Refusal(421, "this is not the board's name; open it by the address that 'drolt board' printed");
        }
        String origin = request.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            throw new Refusal(403, "a page of another site asked");
        }
        boolean foreign = "cross-site".equals(request.header("Sec-Fetch-Site"));
        if (foreign && !"navigate".equals(request.header("Sec-Fetch-Mode"))) {
            throw new Refusal(403, "a page of another site asked");
        }
        String query = request.queryString();
        if (query != null && query.length() > LONGEST_QUERY) {
            throw new Refusal(414, "the query is longer than " + LONGEST_QUERY + " characters");
        }
        requireToken(request);
    }

    private static void headers(Context request) {
        request.header("Content-Security-Policy", POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
        request.header("Cross-Origin-Opener-Policy", "same-origin");
        request.header("Cache-Control", "no-store");
    }

    private boolean isOwn(@Nullable String host, int port) {
        if (host == null) {
            return false;
        }
        if (options.isWildcard()) {
            return true; // any name may lead here; the token keeps others out
        }
        String address = options.address();
        String own = (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        return List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, own.toLowerCase(Locale.ROOT))
                .contains(host.toLowerCase(Locale.ROOT));
    }

    private void requireToken(Context request) {
        String token = options.token();
        if (token == null) {
            return;
        }
        if (request.path().equals("/") && isSame(token, request.queryParam("token"))) {
            request.header("Set-Cookie", COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict");
            return;
        }
        String bearer = request.header("Authorization");
        boolean known = isSame(token, request.cookie(COOKIE)) || isSame("Bearer " + token, bearer);
        if (!known) {
            throw new Refusal(401, "open the board once as /?token=... with the token that it was started with");
        }
    }

    /** In a time that does not tell where the two differ. */
    private static boolean isSame(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
