package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves that a browser has signed in, and that a request comes from our page. Both are
 * computed from one key and nothing is kept but who has signed out, so they outlive a restart of
 * the server if the key does: the one of a token does, and another token makes all of them void.
 */
final class Secrets {

  /** How long a browser stays signed in without a visit. */
  static final Duration STAY = Duration.ofDays(7);

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 16;
  private static final Pattern COOKIE =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private Secrets(byte[] key) {
    this.key = key;
  }

  /** Of a token. */
  static Secrets of(String token) {
    return new Secrets(sha256("tenor dashboard " + token));
  }

  /** Of a key that is made now and kept nowhere. */
  static Secrets random() {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return new Secrets(key);
  }

  /**
   * A browser's log-in.
   *
   * @param id differs between any two
   * @param until when it ends without a visit
   */
  record Session(String id, Instant until) {}

  /** A new log-in. */
  static Session logIn(Instant now) {
    var id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return new Session(Base64.getUrlEncoder().withoutPadding().encodeToString(id), now.plus(STAY));
  }

  /** The same log-in after a visit. */
  static Session visited(Session session, Instant now) {
    return new Session(session.id(), now.plus(STAY));
  }

  /** What a browser's cookie holds. */
  String cookie(Session session) {
    var text = session.id() + "." + session.until().getEpochSecond();
    return text + "." + sign("session " + text);
  }

  /** The log-in that a cookie holds, if it is ours and not over. */
  Optional<Session> session(String cookie, Instant now) {
    var parts = COOKIE.matcher(cookie);
    if (!parts.matches()
        || !same(parts.group(3), sign("session " + parts.group(1) + "." + parts.group(2)))) {
      return Optional.empty();
    }
    var until = Instant.ofEpochSecond(Long.parseLong(parts.group(2)));
    return now.isBefore(until) ? Optional.of(new Session(parts.group(1), until)) : Optional.empty();
  }

  /** What a request that changes something says to show that it comes from our page. */
  String csrf() {
    return sign("csrf");
  }

  /** Compares without telling by the time it takes where two texts differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(sha256(one), sha256(other));
  }

  /** The SHA-256 of a text. */
  static byte[] sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  /** The SHA-256 of these bytes. */
  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String sign(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
