package io.tenor.streams.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenor.schema.EventSerdes;
import io.tenor.spectrogram.ModelMetadata;
import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import java.util.LinkedHashMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** Whatever bytes lie on a topic or in a file, they are read or refused in one sentence. */
class TextFuzzTest {

  @FuzzTest
  void rulesAreReadOrRefused(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    try {
      RuleFile.parse(RuleFile.toJson(text));
    } catch (RuleException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @FuzzTest
  void anAcknowledgementIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.alertAck(), bytes);
  }

  @FuzzTest
  void anAnnouncementIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.modelAnnouncement(), bytes);
  }

  @FuzzTest
  void aLabelIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.label(), bytes);
  }

  @FuzzTest
  void theStatusOfASensorIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.status(), bytes);
  }

  @FuzzTest
  void anEventIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.event(), bytes);
  }

  @FuzzTest
  void anAlertIsReadOrRefused(byte[] bytes) {
    readTwice(EventSerdes.alert(), bytes);
  }

  @FuzzTest
  void whatAModelSaysOfItselfIsReadOrRefused(FuzzedDataProvider data) {
    var properties = new LinkedHashMap<String, String>();
    for (var line : data.consumeRemainingAsString().split("\n", 60)) {
      var parts = line.split("=", 2);
      properties.put(parts[0], parts.length < 2 ? "" : parts[1]);
    }
    try {
      assertThat(ModelMetadata.parse(properties).labels()).hasSizeGreaterThan(1);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** What can be read can be written, and read again it is the same. */
  private static <T> void readTwice(Serde<T> serde, byte[] bytes) {
    try {
      T read = serde.deserializer().deserialize("t", bytes);
      var written = serde.serializer().serialize("t", read);
      assertThat(serde.deserializer().deserialize("t", written)).isEqualTo(read);
    } catch (SerializationException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
