package io.tenor.streams.dashboard;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
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
  private static final String FORWARDED_HOST = "X-Forwarded-Host";
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
  private final LoginLimit limit;
  private final SignedOut signedOut;

  /**
   * Lets in whom it is told to.
   *
   * @throws IOException if the file of those who have signed out cannot be kept
   */
  Guard(Access access, Clock clock) throws IOException {
    this.access = access;
    this.clock = clock;
    limit = new LoginLimit(clock);
    if (access instanceof Access.Token token && token.signedOut().isPresent()) {
      secrets = Secrets.of(token.token());
      signedOut = SignedOut.in(token.signedOut().get(), clock.instant());
    } else {
      secrets = Secrets.random(); // so that a cookie that was signed out is void after a restart
      signedOut = SignedOut.inMemory();
    }
  }

  /** Puts the headers that every answer has. */
  static void harden(HttpFields.Mutable headers) {
    HEADERS.forEach(headers::put);
  }

  /** Why this request is refused whatever it asks for, if it is. */
  Optional<String> refusal(Request request) {
    if (access instanceof Access.Proxy proxy) {
      return refusal(request, proxy);
    }
    // A page of another site whose name was made to point here would have that name as its host.
    if (access instanceof Access.ThisMachine
        && !THIS_MACHINE.contains(withoutPort(effectiveHost(request, false)))) {
      return Optional.of("This server answers to localhost only.");
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(Request request, Access.Proxy proxy) {
    var peer = Request.getRemoteAddr(request);
    if (proxy.proxies().stream().noneMatch(range -> range.contains(peer))) {
      return Optional.of("Only the reverse proxy may connect.");
    }
    if (proxy.secret().isPresent()
        && only(request, Access.Proxy.SECRET_HEADER)
            .filter(value -> Secrets.same(value, proxy.secret().get()))
            .isEmpty()) {
      return Optional.of("Only the reverse proxy may connect: it has a secret.");
    }
    if (values(request, FORWARDED_HOST).size() > 1
        || !proxy.hosts().contains(withoutPort(effectiveHost(request, true)))) {
      return Optional.of("This page is not to be had under this name.");
    }
    if (proxy.userHeader().isPresent() && only(request, proxy.userHeader().get()).isEmpty()) {
      return Optional.of("The reverse proxy does not say, once, who this is.");
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
        .filter(origin -> !sameHost(origin, effectiveHost(request, access instanceof Access.Proxy)))
        .isPresent();
  }

  /** Whether whoever asks may see what the page shows. */
  boolean isSignedIn(Request request) {
    if (!(access instanceof Access.Token token)) {
      return true;
    }
    var bearer = bearer(request);
    return bearer.isPresent()
        ? isRight(request, bearer.get(), token)
        : session(request).isPresent();
  }

  /** Whether a request with a token of its own comes too soon after others that were wrong. */
  boolean isTooSoon(Request request) {
    return access instanceof Access.Token
        && bearer(request).isPresent()
        && !limit.tries(Request.getRemoteAddr(request));
  }

  /** Whether somebody who has looked until now may go on. */
  boolean staysSignedIn(Request request) {
    return !(access instanceof Access.Token)
        || bearer(request).isPresent()
        || session(request).isPresent();
  }

  private boolean isRight(Request request, String said, Access.Token token) {
    boolean right = Secrets.same(said, token.token());
    if (right) {
      limit.right(Request.getRemoteAddr(request));
    } else {
      limit.wrong(Request.getRemoteAddr(request));
    }
    return right;
  }

  private Optional<Secrets.Session> session(Request request) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .flatMap(cookie -> secrets.session(cookie.getValue(), clock.instant()).stream())
        .filter(session -> !signedOut.contains(session.id()))
        .findFirst();
  }

  /** Whether the request says what only our page knows. */
  boolean hasCsrf(Request request) {
    return header(request, CSRF_HEADER).filter(value -> Secrets.same(value, csrf())).isPresent();
  }

  /** What our page is to say in {@link #CSRF_HEADER}. */
  String csrf() {
    return secrets.csrf();
  }

  /** Whether somebody may try a token now; each time that it is asked is a try. */
  boolean mayTry(Request request) {
    return limit.tries(Request.getRemoteAddr(request));
  }

  /** Whether a browser can sign in with this; to be asked once after {@link #mayTry}. */
  boolean isToken(Request request, String text) {
    return access instanceof Access.Token token && isRight(request, text, token);
  }

  /** Whether one has to sign in. */
  boolean asksForToken() {
    return access instanceof Access.Token;
  }

  /** Lets a browser that has said the token in. */
  void signIn(Request request, Response response) {
    put(request, response, Secrets.logIn(clock.instant()));
  }

  /** Lets a browser that is signed in stay so from now on. */
  void visited(Request request, Response response) {
    session(request)
        .ifPresent(session -> put(request, response, Secrets.visited(session, clock.instant())));
  }

  private void put(Request request, Response response, Secrets.Session session) {
    Response.putCookie(
        response, cookie(request, secrets.cookie(session), Secrets.STAY.toSeconds()));
  }

  /** Signs the browser out: what its cookie holds is void from now on. */
  void signOut(Request request, Response response) {
    var now = clock.instant();
    session(request).ifPresent(session -> signedOut.add(session.id(), now.plus(Secrets.STAY), now));
    Response.putCookie(response, cookie(request, "", 0));
  }

  /** Who asks, as the proxy says. */
  Optional<String> user(Request request) {
    return access instanceof Access.Proxy proxy
        ? proxy.userHeader().flatMap(name -> only(request, name))
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

  private static String effectiveHost(Request request, boolean proxied) {
    var told = proxied ? header(request, FORWARDED_HOST) : Optional.<String>empty();
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

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host)
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<String> bearer(Request request) {
    return header(request, "Authorization")
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()));
  }

  private static Optional<String> header(Request request, String name) {
    return Optional.ofNullable(request.getHeaders().getField(name)).map(HttpField::getValue);
  }

  /** What a header says that is there once and says something. */
  private static Optional<String> only(Request request, String name) {
    var values = values(request, name);
    return values.size() == 1
        ? Optional.of(values.get(0)).filter(value -> !value.isBlank())
        : Optional.empty();
  }

  private static List<String> values(Request request, String name) {
    return request.getHeaders().getFields(name).stream().map(HttpField::getValue).toList();
  }
}
