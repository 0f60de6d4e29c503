package io.tenor.streams.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {

  private static final String SECRET = "YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcyAuLi4=";

  @ParameterizedTest
  @ValueSource(strings = {SECRET, "whsec_" + SECRET})
  void signsTheIdTheTimestampAndTheBody(String text) {
    // Given
    var secret = WebhookSecret.parse(text);
    // When
    var signature =
        secret.sign(
            "distress/ward/bed%2D4/s/1772359200000/raised",
            1_772_359_207L, "{\"state\":\"raised\"}".getBytes(UTF_8));
    // Then: as `openssl dgst -sha256 -hmac` has it
    assertThat(signature).isEqualTo("v1,CVqfV2/sXzKpVWTild3xyBfANO8hfXhCnOOxKqiIKz8=");
  }

  @Test
  void hasAtLeastTwentyFourBytes() {
    // Given
    var enough = Base64.getEncoder().encodeToString(new byte[24]);
    var less = Base64.getEncoder().encodeToString(new byte[23]);
    // When
    var secret = WebhookSecret.parse(enough);
    // Then
    assertThat(secret.sign("a", 0, new byte[0])).startsWith("v1,");
    assertThatThrownBy(() -> WebhookSecret.parse(less))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has 23 bytes where at least 24 are needed");
  }

  @Test
  void isNeverShown() {
    // Given
    var wrong = "correct horse battery staple, which is no base64";
    // When
    var shown = WebhookSecret.parse(SECRET).toString();
    // Then
    assertThat(shown).isEqualTo("WebhookSecret");
    assertThatThrownBy(() -> WebhookSecret.parse(wrong))
        .hasMessage("it is not base64")
        .hasNoCause();
  }

  @Test
  void ofSeveralLinesEachIsASecret() {
    // Given
    var other = Base64.getEncoder().encodeToString(new byte[32]);
    // When
    var secrets = WebhookSecret.parseLines("\n  whsec_" + SECRET + "\r\n" + other + "\n");
    // Then
    assertThat(secrets)
        .extracting(secret -> secret.sign("a", 1, new byte[0]))
        .containsExactly(
            WebhookSecret.parse(SECRET).sign("a", 1, new byte[0]),
            WebhookSecret.parse(other).sign("a", 1, new byte[0]));
    assertThatThrownBy(() -> WebhookSecret.parseLines(" \n")).hasMessage("it is empty");
  }
}
