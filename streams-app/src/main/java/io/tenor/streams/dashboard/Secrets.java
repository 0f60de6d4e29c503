package io.tenor.streams.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves that a browser has signed in, and that a request comes from our page. Both are
 * computed from one key and nothing is kept, so they outlive a restart of the server if the key
 * does: the one of a token does, and another token makes all of them void.
 */
final class Secrets {

  /** How long a browser stays signed in without a visit. */
  static final Duration STAY = Duration.ofDays(7);

  private static final int KEY_BYTES = 32;

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
    new SecureRandom().nextBytes(key);
    return new Secrets(key);
  }

  /** What the cookie of a browser that signs in now holds. */
  String session(Instant now) {
    long until = now.plus(STAY).getEpochSecond();
    return until + "." + sign("session " + until);
  }

  /** Whether a cookie holds that somebody has signed in, and not too long ago. */
  boolean isSession(String cookie, Instant now) {
    int dot = cookie.indexOf('.');
    if (dot < 1
        || dot > 12
        || !cookie.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    long until = Long.parseLong(cookie.substring(0, dot));
    return same(cookie.substring(dot + 1), sign("session " + until))
        && now.getEpochSecond() < until;
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
