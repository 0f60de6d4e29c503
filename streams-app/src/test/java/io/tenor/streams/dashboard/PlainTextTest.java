package io.tenor.streams.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @Test
  void whatCannotBeSeenIsMadeVisible() {
    // Then
    assertThat(PlainText.of("bed-4 Ä 床 🛏")).isEqualTo("bed-4 Ä 床 🛏");
    assertThat(PlainText.of("a\u202Eb\u0000c\u200Bd\u0085"))
        .isEqualTo("a[U+202E]b[U+0000]c[U+200B]d[U+0085]");
    assertThat(PlainText.of("\uD800")).isEqualTo("[U+D800]");
    assertThat(PlainText.of("<b>&amp;")).isEqualTo("<b>&amp;");
    assertThat(PlainText.of("x".repeat(1_000))).hasSize(PlainText.MAX_LENGTH + 1).endsWith("…");
  }

  @Test
  void differentIdsHaveDifferentNames() {
    // Then
    assertThat(PlainText.name("bed-4")).isEqualTo("bed-4");
    assertThat(PlainText.name("bed\u200B")).isNotEqualTo(PlainText.name("bed[U+200B]"));
    assertThat(PlainText.name("x".repeat(1_000))).isNotEqualTo(PlainText.name("x".repeat(1_001)));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.5, 10.0.0.5, true",
    "10.0.0.5, 10.0.0.6, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "10.0.0.0/9, 10.200.0.1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12::1%eth0, true",
    "fd00::/8, evil.example, false",
  })
  void aRangeHoldsWhatBeginsAlike(String range, String address, boolean inside) {
    // Then
    assertThat(AddressRange.parse(range).contains(address)).isEqualTo(inside);
  }

  @Test
  void aSessionEndsAndCannotBeMade() {
    // Given
    var now = Instant.parse("2026-03-01T10:00:00Z");
    var secrets = Secrets.of("a-token-of-this-test");
    var session = Secrets.logIn(now);
    var cookie = secrets.cookie(session);

    // Then
    assertThat(secrets.session(cookie, now)).contains(session);
    assertThat(Secrets.of("a-token-of-this-test").session(cookie, now)).contains(session);
    assertThat(Secrets.of("another-token-of-it").session(cookie, now)).isEmpty();
    assertThat(secrets.session(cookie, now.plus(Secrets.STAY))).isEmpty();
    assertThat(secrets.session(cookie.replaceFirst("[.][0-9]+", ".9999999999"), now)).isEmpty();
    assertThat(secrets.session("other" + cookie, now)).isEmpty();
    assertThat(secrets.session("", now)).isEmpty();
    assertThat(secrets.session("x.1.y", now)).isEmpty();
    assertThat(Secrets.logIn(now).id()).isNotEqualTo(session.id());
  }
}
