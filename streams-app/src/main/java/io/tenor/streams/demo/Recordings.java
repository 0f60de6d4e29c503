package io.tenor.streams.demo;

import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import io.tenor.streams.sensor.AudioBlock;
import io.tenor.streams.sensor.AudioSource;
import io.tenor.streams.sensor.SensorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Recordings played one after another for ever, with a short pause between, all at 16 kHz, so that
 * a sensor of the demo stays in one session.
 */
public final class Recordings implements AudioSource {

  private static final int RATE_HZ = 16_000;
  private static final int PAUSE_SAMPLES = RATE_HZ / 2;

  private final List<Path> files;
  private final Consumer<String> warnings;
  private int next;
  private short[] playing = new short[0];
  private int position;

  private Recordings(List<Path> files, Consumer<String> warnings) {
    this.files = new ArrayList<>(files);
    this.warnings = warnings;
  }

  /**
   * Deals the WAV files of a directory out to sensors.
   *
   * @param warnings gets one sentence for a file that cannot be read; it is left out
   * @throws SensorException if the directory has no readable WAV file
   */
  public static List<AudioSource> deal(Path directory, int sensors, Consumer<String> warnings) {
    List<Path> found;
    try (var files = Files.walk(directory)) {
      found =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".wav"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new SensorException(
          "The directory %s cannot be read: give one with WAV files.".formatted(directory), e);
    }
    if (found.isEmpty()) {
      throw new SensorException(
          "The directory %s holds no file that ends in .wav: give another one."
              .formatted(directory));
    }
    var hands = new ArrayList<AudioSource>(sensors);
    for (int sensor = 0; sensor < sensors; sensor++) {
      // Each starts elsewhere in the list and goes through all of it.
      int start = (int) ((long) sensor * found.size() / sensors);
      var order = new ArrayList<>(found.subList(start, found.size()));
      order.addAll(found.subList(0, start));
      hands.add(new Recordings(order, warnings));
    }
    return hands;
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    int wanted = Math.max(1, Math.toIntExact(atMost.toNanos() * RATE_HZ / 1_000_000_000L));
    var block = new short[wanted];
    for (int filled = 0; filled < wanted; ) {
      if (position == playing.length) {
        playing = withPause(nextReadable());
        position = 0;
      }
      int taken = Math.min(wanted - filled, playing.length - position);
      System.arraycopy(playing, position, block, filled, taken);
      filled += taken;
      position += taken;
    }
    return Optional.of(new AudioBlock(RATE_HZ, block));
  }

  private static short[] withPause(short[] samples) {
    return Arrays.copyOf(samples, samples.length + PAUSE_SAMPLES);
  }

  private short[] nextReadable() {
    while (!files.isEmpty()) {
      next = next % files.size();
      var file = files.get(next);
      try {
        var wav = WavFile.read(file);
        next++;
        return StreamResampler.resample(wav.samples(), wav.sampleRateHz(), RATE_HZ);
      } catch (IOException | IllegalArgumentException e) {
        warnings.accept("%s is left out: %s".formatted(file.getFileName(), e.getMessage()));
        files.remove(next);
      }
    }
    throw new SensorException("None of the WAV files can be read: give another directory.");
  }

  @Override
  public Optional<Duration> length() {
    return Optional.empty();
  }

  @Override
  public void close() {
    files.clear();
  }
}
