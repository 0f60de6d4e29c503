package io.tenor.streams.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that sender and receiver share, in the serialization of Standard Webhooks 1.0.0: base64,
 * with {@code whsec_} before it or not. It signs with HMAC-SHA256 and never shows itself.
 */
public final class WebhookSecret {

  /** What a secret has at least, in bytes before base64 (192 bits). */
  public static final int MIN_BYTES = 24;

  /** May stand before the base64. */
  public static final String PREFIX = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Reads secrets, one a line; each signs, so that a receiver can change from one to the next.
   *
   * @return at least one
   * @throws IllegalArgumentException if there is none, or one is wrong; it quotes nothing of it
   */
  public static List<WebhookSecret> parseLines(String text) {
    var secrets =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(WebhookSecret::parse)
            .toList();
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    return secrets;
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException if it is not base64 or too short; it quotes nothing of it
   */
  public static WebhookSecret parse(String text) {
    var base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes a character of the secret, so it does not go on.
      throw new IllegalArgumentException("it is not base64");
    }
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "it has %d bytes where at least %d are needed".formatted(secret.length, MIN_BYTES));
    }
    return new WebhookSecret(secret);
  }

  /**
   * The signature of a request, {@code v1,} and base64: of the id, the timestamp and the body with
   * full stops between.
   *
   * @param id without a full stop: the parts must not be cut elsewhere
   * @param timestamp seconds of the epoch
   */
  String sign(String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((id + '.' + timestamp + '.').getBytes(US_ASCII));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "WebhookSecret";
  }
}
