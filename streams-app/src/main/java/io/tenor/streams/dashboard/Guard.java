package io.tenor.streams.dashboard;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Decides who may see and do what, and says to browsers what the page may not do. Thread-safe. */
final class Guard {

  /** The header that shows that a request comes from our page. */
  static final String CSRF_HEADER = "X-Tenor-Csrf";

  private static final String COOKIE = "tenor_session";
  private static final String BEARER = "Bearer ";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** Nothing but what this server sends, no inline script or style, and in nobody's frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Access access;
  private final Secrets secrets;
  private final Clock clock;

  Guard(Access access, Clock clock) {
    this.access = access;
    this.clock = clock;
    this.secrets =
        access instanceof Access.Token token ? Secrets.of(token.token()) : Secrets.random();
  }

  /** Puts the headers that every answer has. */
  static void harden(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }

  /** Why this request is refused whatever it asks for, if it is. */
  Optional<String> refusal(Request request) {
    if (access instanceof Access.Proxy proxy) {
      var peer = Request.getRemoteAddr(request);
      return proxy.proxies().stream().anyMatch(range -> range.contains(peer))
          ? Optional.empty()
          : Optional.of("Only the reverse proxy may connect.");
    }
    // A page of another site whose name was made to point here would have that name as its host.
    if (access instanceof Access.ThisMachine && !isThisMachine(host(request))) {
      return Optional.of("This server answers to localhost only.");
    }
    return Optional.empty();
  }

  /** Whether the request comes from a page of another site. */
  boolean isForeign(Request request) {
    var site = header(request, "Sec-Fetch-Site").orElse("none");
    if (!site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    return header(request, "Origin")
        .filter(origin -> !sameHost(origin, effectiveHost(request)))
        .isPresent();
  }

  /** Whether whoever asks may see what the page shows. */
  boolean isSignedIn(Request request) {
    if (!(access instanceof Access.Token token)) {
      return true;
    }
    var bearer = header(request, "Authorization").filter(value -> value.startsWith(BEARER));
    if (bearer.isPresent()) {
      return Secrets.same(bearer.get().substring(BEARER.length()), token.token());
    }
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .anyMatch(cookie -> secrets.isSession(cookie.getValue(), clock.instant()));
  }

  /** Whether the request says what only our page knows. */
  boolean hasCsrf(Request request) {
    return header(request, CSRF_HEADER).filter(value -> Secrets.same(value, csrf())).isPresent();
  }

  /** What our page is to say in {@link #CSRF_HEADER}. */
  String csrf() {
    return secrets.csrf();
  }

  /** Whether a browser can sign in with this. */
  boolean isToken(String text) {
    return access instanceof Access.Token token && Secrets.same(text, token.token());
  }

  /** Whether one has to sign in. */
  boolean asksForToken() {
    return access instanceof Access.Token;
  }

  /** Lets the browser stay signed in from now on. */
  void signIn(Request request, Response response) {
    if (asksForToken()) {
      Response.putCookie(
          response, cookie(request, secrets.session(clock.instant()), Secrets.STAY.toSeconds()));
    }
  }

  /** Signs the browser out. */
  void signOut(Request request, Response response) {
    Response.putCookie(response, cookie(request, "", 0));
  }

  /** Who asks, as the proxy says. */
  Optional<String> user(Request request) {
    return access instanceof Access.Proxy proxy
        ? proxy.userHeader().flatMap(name -> header(request, name)).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  private static HttpCookie cookie(Request request, String value, long seconds) {
    boolean secure =
        request.isSecure()
            || header(request, "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
    return HttpCookie.build(COOKIE, value)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .secure(secure)
        .sameSite(HttpCookie.SameSite.STRICT)
        .build();
  }

  private String effectiveHost(Request request) {
    var told =
        access instanceof Access.Proxy
            ? header(request, "X-Forwarded-Host")
            : Optional.<String>empty();
    return told.orElseGet(() -> header(request, "Host").orElse(""));
  }

  private static boolean sameHost(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0
        && origin
            .substring(scheme + 3)
            .toLowerCase(Locale.ROOT)
            .equals(host.toLowerCase(Locale.ROOT));
  }

  private static String host(Request request) {
    var host = header(request, "Host").orElse("").toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static boolean isThisMachine(String host) {
    return THIS_MACHINE.contains(host);
  }

  private static Optional<String> header(Request request, String name) {
    return Optional.ofNullable(request.getHeaders().getField(name)).map(HttpField::getValue);
  }
}
