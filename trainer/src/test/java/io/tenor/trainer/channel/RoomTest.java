package io.tenor.trainer.channel;

import static io.tenor.trainer.channel.Sounds.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoomTest {

  @Test
  void theDirectSoundComesWhenItCame() {
    // Given
    short[] response = new short[2_000];
    response[300] = 50; // hum before the sound
    response[500] = 20_000;
    response[1_300] = 10_000;
    short[] click = new short[8_000];
    click[1_000] = 10_000;

    // When
    short[] heard = new Room("echo", response, RATE).apply(click, RATE);

    // Then: as loud in all as the click was
    assertThat(heard[1_000]).isCloseTo((short) (10_000 / Math.sqrt(1.25)), within((short) 2));
    assertThat(heard[1_800]).isCloseTo((short) (5_000 / Math.sqrt(1.25)), within((short) 2));
    heard[1_000] = 0;
    heard[1_800] = 0;
    assertThat(heard).containsOnly(0);
  }

  @Test
  void aLongSoundIsConvolvedAsByTheSum() {
    // Given
    short[] response = Sounds.noise(2_000, 700, 1);
    response[0] = 20_000;
    short[] sound = Sounds.noise(2_000, 11_000, 2);

    // When
    short[] heard = new Room("noise", response, RATE).apply(sound, RATE);

    // Then
    double[] sum = new double[sound.length];
    for (int n = 0; n < sum.length; n++) {
      for (int k = 0; k < response.length && k <= n; k++) {
        sum[n] += (double) response[k] * sound[n - k];
      }
    }
    double gain = Samples.rms(sound) / Samples.rms(sum);
    for (int n = 0; n < sum.length; n++) {
      assertThat((double) heard[n]).isCloseTo(gain * sum[n], within(1.5));
    }
  }

  @Test
  void reverberationIsMeasured() {
    // Given: an echo that falls by 60 dB in 0.6 s, after a delay
    short[] response = new short[RATE];
    Random random = new Random(3);
    for (int n = 100; n < response.length; n++) {
      double fall = Math.pow(10, -3 * (n - 100) / (0.6 * RATE));
      response[n] = Samples.clipped(8_000 * fall * random.nextGaussian());
    }

    // When
    double seconds = new Room("hall", response, RATE).reverberationSeconds();

    // Then
    assertThat(seconds).isCloseTo(0.6, within(0.05));
  }

  @Test
  void anotherRateAndSilenceAreRefused() {
    Room room = new Room("r", new short[] {1_000, 500}, RATE);
    assertThatThrownBy(() -> room.apply(new short[100], 8_000)).hasMessageContaining("16000");
    assertThatThrownBy(() -> new Room("s", new short[10], RATE)).hasMessageContaining("silent");
    assertThat(room.apply(new short[100], RATE)).containsOnly(0);
    assertThat(room.apply(new short[0], RATE)).isEmpty();
  }
}
