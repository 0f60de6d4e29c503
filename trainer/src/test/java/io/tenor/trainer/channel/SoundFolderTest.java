package io.tenor.trainer.channel;

import static io.tenor.trainer.channel.Sounds.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundFolderTest {

  @TempDir private Path folder;

  private void write(String name, int rateHz, short[] samples) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    WavFile.write(file, rateHz, samples);
  }

  @Test
  void filesAreReadByNameAtTheRateThatIsAskedFor() throws IOException {
    // Given
    write("audio/b.wav", 8_000, Sounds.noise(2_000, 800, 1));
    write("audio/a.wav", RATE, Sounds.noise(2_000, 500, 2));
    Files.writeString(folder.resolve("sources.csv"), "file,licence\n");

    // When
    Noises noises = Noises.read(folder, RATE);

    // Then
    assertThat(noises.all())
        .extracting(BackgroundNoise::name)
        .containsExactly("audio/a", "audio/b");
    assertThat(noises.all().get(1).samples()).hasSize(1_600);
  }

  @Test
  void theHashIsOfTheContent() throws IOException {
    // Given
    write("a.wav", RATE, Sounds.noise(2_000, 500, 1));
    String hash = Rooms.read(folder, RATE).sha256();

    // When
    write("a.wav", RATE, Sounds.noise(2_000, 500, 2));

    // Then
    assertThat(hash).hasSize(64).isNotEqualTo(Rooms.read(folder, RATE).sha256());
    assertThat(Noises.read(folder, RATE).sha256()).isEqualTo(Rooms.read(folder, RATE).sha256());
  }

  @Test
  void aFolderThatCannotBeUsedIsToldInASentence() throws IOException {
    assertThatThrownBy(() -> Rooms.read(folder, RATE)).hasMessageContaining("holds no WAV file");
    assertThatThrownBy(() -> Rooms.read(folder.resolve("none"), RATE))
        .hasMessageContaining("is not a folder");
    write("a.wav", RATE, new short[100]);
    assertThatThrownBy(() -> Noises.read(folder, RATE)).hasMessageContaining("a.wav is silent");
    Files.writeString(folder.resolve("a.wav"), "no sound");
    assertThatThrownBy(() -> Noises.read(folder, RATE))
        .hasMessageContaining("a.wav cannot be used");
  }

  @Test
  void roomsAreFoundByTheirReverberation() throws IOException {
    // Given
    for (int ms = 100; ms <= 500; ms += 100) {
      short[] response = Sounds.noise(6_000, RATE, ms);
      for (int n = 0; n < response.length; n++) {
        response[n] = (short) (response[n] * Math.pow(10, -3_000.0 * n / ms / RATE));
      }
      write("room-" + ms + ".wav", RATE, response);
    }

    // When
    Rooms rooms = Rooms.read(folder, RATE);

    // Then
    assertThat(rooms.nearest(0).name()).isEqualTo("room-100");
    assertThat(rooms.nearest(0.32).name()).isEqualTo("room-300");
    assertThat(rooms.nearest(2).name()).isEqualTo("room-500");
  }
}
