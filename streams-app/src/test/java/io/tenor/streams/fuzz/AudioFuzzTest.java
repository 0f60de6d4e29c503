package io.tenor.streams.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenor.audio.PcmDecoder;
import io.tenor.audio.PcmFormat;
import io.tenor.audio.WavFile;
import io.tenor.schema.AudioHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.ChunkDecoder;
import io.tenor.streams.ingest.Ingested;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Whatever bytes a sensor sends, they are audio or refused, and never a failure. */
class AudioFuzzTest {

  private static final List<String> HEADERS =
      List.of(
          AudioHeaders.CONTENT_TYPE,
          AudioHeaders.SESSION,
          AudioHeaders.FIRST_SAMPLE,
          AudioHeaders.SILENCE);

  @FuzzTest
  void aWavFileIsReadOrRefused(byte[] bytes) {
    try {
      var wav = WavFile.read(bytes);
      assertThat(wav.sampleRateHz()).isBetween(1, 384_000);
      assertThat(wav.channels()).isBetween(1, 8);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest
  void aContentTypeIsReadOrRefused(FuzzedDataProvider data) {
    try {
      var format = PcmFormat.parse(data.consumeString(200));
      assertThat(PcmFormat.parse(format.contentType())).isEqualTo(format);
      PcmDecoder.mix(data.consumeRemainingAsBytes(), format);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest
  void aRecordIsAChunkOrRejected(FuzzedDataProvider data) {
    var headers = new RecordHeaders();
    for (var name : HEADERS) {
      if (data.consumeBoolean()) {
        headers.add(name, data.consumeBytes(80));
      }
    }
    long timestampMs = data.consumeLong();
    var key = data.consumeBoolean() ? data.consumeBytes(40) : null;
    var value = data.consumeBoolean() ? data.consumeRemainingAsBytes() : null;
    assertThat(new ChunkDecoder().decode(SensorContext.WARD, key, value, headers, timestampMs))
        .isInstanceOf(Ingested.class);
  }
}
