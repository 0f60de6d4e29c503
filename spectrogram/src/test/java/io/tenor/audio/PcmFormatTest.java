package io.tenor.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.PcmFormat.Encoding;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmFormatTest {
  @Provide
  Arbitrary<Integer> rates() {
    return Arbitraries.of(PcmFormat.SAMPLE_RATES_HZ);
  }

  @Property
  void aContentTypeReadsBack(
      @ForAll("rates") int rate,
      @ForAll Encoding encoding,
      @ForAll @IntRange(min = 1, max = 8) int channels) {
    // Given
    var format = new PcmFormat(rate, encoding, channels);

    // When
    var read = PcmFormat.parse(format.contentType());

    // Then
    assertThat(read).isEqualTo(format);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    assertThat(PcmFormat.parse("audio/pcm")).isEqualTo(PcmFormat.DEFAULT);
    assertThat(PcmFormat.DEFAULT.contentType())
        .isEqualTo("audio/pcm;rate=16000;encoding=s16le;channels=1");
  }

  @Test
  void caseSpacesOrderAndQuotesDoNotMatter() {
    assertThat(PcmFormat.parse(" Audio/PCM ; Channels=2; ENCODING=\"F32LE\" ;rate = 44100;"))
        .isEqualTo(new PcmFormat(44_100, Encoding.F32LE, 2));
  }

  @Test
  void registeredTypesOfTelephonyAreRead() {
    assertThat(PcmFormat.parse("audio/L16; rate=44100; channels=2"))
        .isEqualTo(new PcmFormat(44_100, Encoding.S16BE, 2));
    assertThat(PcmFormat.parse("audio/basic")).isEqualTo(new PcmFormat(8_000, Encoding.MULAW, 1));
    assertThat(PcmFormat.parse("audio/PCMU;rate=16000"))
        .isEqualTo(new PcmFormat(16_000, Encoding.MULAW, 1));
    assertThat(PcmFormat.parse("audio/PCMA")).isEqualTo(new PcmFormat(8_000, Encoding.ALAW, 1));
    assertThat(PcmDecoder.decode(new byte[] {1, 2, -1, -2}, PcmFormat.parse("audio/L16;rate=8000")))
        .containsExactly(0x102, -2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audio/wav                  | The content type 'audio/wav' is not audio/pcm with parameters
          ''                         | The content type '' is not audio/pcm with parameters
          audio/pcm;rate=11025       | The sample rate 11025 Hz is not one of [8000, 16000, 22050, 24000, 32000, 44100, 48000]
          audio/pcm;rate=fast        | The content type 'audio/pcm;rate=fast' has no whole number as rate
          audio/pcm;channels=9       | The number of channels is 9, not 1 to 8
          audio/pcm;channels=0       | The number of channels is 0, not 1 to 8
          audio/pcm;encoding=s24be   | The content type 'audio/pcm;encoding=s24be' has the encoding 's24be', not one of s16le, s16be, f32le, mulaw, alaw
          audio/l16                  | The content type 'audio/l16' has no rate, which audio/L16 has to have
          audio/pcmu;encoding=mulaw  | The content type 'audio/pcmu;encoding=mulaw' names its encoding twice
          audio/pcm;enc=s16le        | The content type 'audio/pcm;enc=s16le' has the parameter 'enc=s16le', which is not rate=, encoding= or channels= with a value
          audio/pcm;rate             | The content type 'audio/pcm;rate' has the parameter 'rate', which is not rate=, encoding= or channels= with a value
          audio/pcm;rate=8000;rate=8000 | The content type 'audio/pcm;rate=8000;rate=8000' has the parameter rate twice
          """)
  void aWrongContentTypeIsRefusedWithItsReason(String contentType, String message) {
    assertThatThrownBy(() -> PcmFormat.parse(contentType))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
