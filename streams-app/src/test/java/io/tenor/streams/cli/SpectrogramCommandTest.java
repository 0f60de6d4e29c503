package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import io.tenor.streams.sensor.VoiceSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectrogramCommandTest {

  @TempDir private Path directory;

  @Test
  void theSpectrogramOfARecordingIsAPictureOfTheSizeAskedFor() throws IOException {
    // Given
    Path wav = directory.resolve("voice.wav");
    var voice = new VoiceSource(Emotion.HAPPINESS, 3);
    WavFile.write(wav, 16_000, voice.next(Duration.ofSeconds(2)).orElseThrow().samples());
    Path mel = directory.resolve("mel.png");
    Path linear = directory.resolve("linear.png");
    // When
    Typed first = Typed.tenor("spectrogram", "--wav", wav.toString(), "--out", mel.toString());
    Typed second =
        Typed.tenor(
            "spectrogram",
            "--wav",
            wav.toString(),
            "--out",
            linear.toString(),
            "--linear",
            "--size",
            "640x360");
    // Then
    assertThat(first.out()).contains("mel.png: 2.00 s");
    assertThat(second.status()).as(second.err()).isZero();
    var image = ImageIO.read(linear.toFile());
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(image.getHeight()).isEqualTo(360);
    var colours = IntStream.range(0, 640).map(x -> image.getRGB(x, 180)).distinct().count();
    assertThat(colours).isGreaterThan(50);
    assertThat(ImageIO.read(mel.toFile()).getWidth()).isEqualTo(1_200);
  }
}
