package io.tenor.streams.sensor;

import io.tenor.audio.PcmFormat;
import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Recordings, one after another, each at its own sample rate where a chunk may have it and else
 * resampled to 16 kHz. A file that cannot be read is left out with a warning, unless it is the only
 * one. One file is held in memory at a time.
 */
public final class WavSource implements AudioSource {

  private static final int OTHERWISE_HZ = 16_000;
  private static final long MAX_FILE_BYTES = 512L << 20;

  private final List<Path> files;
  private final boolean loop;
  private final Consumer<String> warnings;

  private int nextFile;
  private boolean anyRead;
  private AudioBlock current;
  private int position;

  /**
   * Finds the files.
   *
   * @param given files, and directories whose files ending in {@code .wav} are taken in the order
   *     of their names, those of directories below them too
   * @param loop whether to begin again after the last file
   * @param warnings gets one sentence for each file left out
   * @throws SensorException if there is none
   */
  public WavSource(List<Path> given, boolean loop, Consumer<String> warnings) {
    this.files = expand(given);
    this.loop = loop;
    this.warnings = warnings;
  }

  private static List<Path> expand(List<Path> given) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        List<Path> found = below.filter(WavSource::isWav).sorted().toList();
        if (found.isEmpty()) {
          throw new SensorException(
              "The directory %s holds no file that ends in .wav: give another one."
                  .formatted(path));
        }
        files.addAll(found);
      } catch (IOException e) {
        throw new SensorException(
            "The directory %s cannot be read (%s): give another one."
                .formatted(path, e.getMessage()),
            e);
      }
    }
    if (files.isEmpty()) {
      throw new SensorException("No WAV file is given.");
    }
    return List.copyOf(files);
  }

  private static boolean isWav(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".wav")
        && Files.isRegularFile(file);
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    while (current == null) {
      if (nextFile == files.size()) {
        if (!anyRead) {
          throw new SensorException(
              "None of the %d WAV files can be read: give others.".formatted(files.size()));
        }
        if (!loop) {
          return Optional.empty();
        }
        nextFile = 0;
      }
      current = readNext();
      position = 0;
    }
    short[] all = current.samples();
    long count = Math.max(1, atMost.toNanos() * current.sampleRateHz() / 1_000_000_000L);
    int end = (int) Math.min(all.length, position + count);
    var block = new AudioBlock(current.sampleRateHz(), Arrays.copyOfRange(all, position, end));
    position = end;
    if (position == all.length) {
      current = null;
    }
    return Optional.of(block);
  }

  /** The next file, or null if it is left out. */
  private AudioBlock readNext() {
    Path file = files.get(nextFile++);
    try {
      AudioBlock block = read(file);
      anyRead = true;
      return block;
    } catch (SensorException e) {
      if (files.size() == 1) {
        throw e;
      }
      warnings.accept(e.getMessage() + " It is left out.");
      return null;
    }
  }

  private static AudioBlock read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new SensorException(
            "The recording %s is larger than %d MiB: cut it into shorter ones."
                .formatted(file, MAX_FILE_BYTES >> 20));
      }
      WavFile wav = WavFile.read(file);
      if (wav.samples().length == 0) {
        throw new SensorException("The recording %s holds no sample.".formatted(file));
      }
      if (PcmFormat.SAMPLE_RATES_HZ.contains(wav.sampleRateHz())) {
        return new AudioBlock(wav.sampleRateHz(), wav.samples());
      }
      short[] resampled = StreamResampler.resample(wav.samples(), wav.sampleRateHz(), OTHERWISE_HZ);
      return new AudioBlock(OTHERWISE_HZ, resampled);
    } catch (NoSuchFileException e) {
      throw new SensorException(
          "There is no file %s: give the path of a WAV recording.".formatted(file), e);
    } catch (IOException e) {
      throw new SensorException(
          "The recording %s cannot be read (%s): check that this user may read it."
              .formatted(file, e.getClass().getSimpleName()),
          e);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage().startsWith(file + ": ") ? "" : file + ": ";
      throw new SensorException(reason + e.getMessage() + ".", e);
    }
  }

  /** The length of every file that can be read; reads them all. */
  @Override
  public Optional<Duration> length() {
    if (loop) {
      return Optional.empty();
    }
    Duration length = Duration.ZERO;
    for (Path file : files) {
      try {
        AudioBlock block = read(file);
        length = length.plusNanos(block.samples().length * 1_000_000_000L / block.sampleRateHz());
      } catch (SensorException e) {
        // It is left out, or ends the stream, when its turn comes.
      }
    }
    return Optional.of(length);
  }

  @Override
  public void close() {
    current = null;
  }
}
