package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tenor.schema.Emotion;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.VoiceSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechTest {

  private static final int CHUNK = 4_000;

  private final Speech speech =
      Speech.render(
          List.<AudioSource>of(
              new VoiceSource(Emotion.ANGER, 1), new VoiceSource(Emotion.NEUTRAL, 2)));

  private static double rms(byte[] chunk) {
    var samples = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    double sum = 0;
    while (samples.hasRemaining()) {
      double sample = samples.get();
      sum += sample * sample;
    }
    return Math.sqrt(sum * Short.BYTES / chunk.length);
  }

  @Test
  void aSensorSpeaksForItsShareOfTheTime() {
    // Given
    var turns = speech.turns(5);
    int chunks = 4 * 20 * 5; // five turns

    // When
    long room = 0;
    for (int i = 0; i < chunks; i++) {
      room += rms(speech.chunk(turns, (long) i * CHUNK, CHUNK, 0.3)) < 20 ? 1 : 0;
    }

    // Then: a pause in speech may be as quiet as the room, never the other way round
    assertThat(room / (double) chunks).isCloseTo(0.7, within(0.1));
  }

  @Test
  void aSensorThatDoesNotSpeakIsNeverDigitallySilent() {
    // Given
    var turns = speech.turns(0);

    // When
    var chunk = speech.chunk(turns, 0, CHUNK, 0);

    // Then
    assertThat(rms(chunk)).isBetween(10.0, 14.0);
  }

  @Test
  void chunksOfASensorContinueEachOther() {
    // Given
    var turns = speech.turns(3);

    // When
    var two = speech.chunk(turns, 8_000, 2 * CHUNK, 1);

    // Then
    assertThat(Arrays.copyOf(two, 2 * CHUNK)).isEqualTo(speech.chunk(turns, 8_000, CHUNK, 1));
    assertThat(Arrays.copyOfRange(two, 2 * CHUNK, 4 * CHUNK))
        .isEqualTo(speech.chunk(turns, 12_000, CHUNK, 1));
  }

  @Test
  void sensorsOfOneVoiceSayOtherThings() {
    // Given
    var one = speech.turns(0);
    var other = speech.turns(2);

    // When
    var chunk = speech.chunk(one, 0, CHUNK, 1);

    // Then
    assertThat(one.voice()).isEqualTo(other.voice());
    assertThat(chunk).isNotEqualTo(speech.chunk(other, 0, CHUNK, 1));
  }
}
