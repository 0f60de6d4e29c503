package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a line of {@code records.jsonl} says, it is a record or refused. */
class RecordLineFuzzTest {

  @FuzzTest
  void aLineIsReadOrRefused(byte[] bytes) {
    RecordLine line;
    try {
      line = RecordLine.parse(new String(bytes, UTF_8));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    var text = line.text();
    assertThat(RecordLine.parse(text).text()).isEqualTo(text);
  }
}
