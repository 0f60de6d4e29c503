package io.tenor.trainer.channel;

import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import io.tenor.corpus.TrainingHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All WAV files of a folder and of the folders in it.
 *
 * @param sounds sorted by their names, at least one
 * @param sha256 64 lower-case hex digits over names and bytes, see {@link TrainingHash}
 */
record SoundFolder(List<Sound> sounds, String sha256) {

  /**
   * One of them.
   *
   * @param name path inside the folder without its ending, with {@code /} between folders
   * @param samples mono, at the rate that was asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // large, and nobody compares two
  record Sound(String name, short[] samples) {}

  SoundFolder {
    sounds = List.copyOf(sounds);
  }

  /**
   * Reads them.
   *
   * @param sampleRateHz rate to resample to where a file has another
   * @throws IOException in one sentence, if there is none or one cannot be read
   */
  static SoundFolder read(Path folder, int sampleRateHz) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is not a folder: name one that holds WAV files.");
    }
    TrainingHash hash = new TrainingHash();
    List<Sound> sounds = new ArrayList<>();
    for (String name : names(folder)) {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      hash.add(name, bytes);
      sounds.add(
          new Sound(name.substring(0, name.lastIndexOf('.')), samples(name, bytes, sampleRateHz)));
    }
    if (sounds.isEmpty()) {
      throw new IOException(folder + " holds no WAV file: name a folder that does.");
    }
    return new SoundFolder(sounds, hash.hex());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".wav"))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static short[] samples(String name, byte[] bytes, int sampleRateHz) throws IOException {
    try {
      WavFile wav = WavFile.read(bytes);
      short[] samples = StreamResampler.resample(wav.samples(), wav.sampleRateHz(), sampleRateHz);
      if (Samples.rms(samples) == 0) {
        throw new IOException(name + " is silent: remove it from the folder.");
      }
      return samples;
    } catch (IllegalArgumentException e) {
      throw new IOException(name + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
