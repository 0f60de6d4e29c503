package io.tenor.trainer.corpus;

import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads EMO-DB, the Berlin database of emotional speech (Burkhardt et al., Interspeech 2005), from
 * a folder.
 *
 * <p>A file's name says all: {@code 03a01Fa.wav} is speaker 03, sentence a01, emotion F, take a.
 * Emotions: W anger, L boredom, E disgust, A fear, F happiness, T sadness, N neutral.
 */
public final class EmoDb {

  /** Number of recordings in the release. */
  public static final int RECORDINGS = 535;

  private static final Pattern NAME =
      Pattern.compile("(\\d\\d)([ab]\\d\\d)([WLEAFTN])([a-z])\\.wav");

  private static final Map<String, Emotion> EMOTIONS =
      Map.of(
          "W", Emotion.ANGER,
          "L", Emotion.BOREDOM,
          "E", Emotion.DISGUST,
          "A", Emotion.FEAR,
          "F", Emotion.HAPPINESS,
          "T", Emotion.SADNESS,
          "N", Emotion.NEUTRAL);

  private EmoDb() {}

  /**
   * Loads all recordings.
   *
   * @param folder the wav files' folder, or the one that holds it as {@code wav}
   * @param sampleRateHz rate to resample to where a file has another
   * @throws CorpusException in one sentence, if the folder is missing, empty, or holds a file that
   *     is not EMO-DB's
   */
  public static Corpus load(Path folder, int sampleRateHz) throws CorpusException {
    Path wavs = Files.isDirectory(folder.resolve("wav")) ? folder.resolve("wav") : folder;
    TrainingHash hash = new TrainingHash();
    List<Utterance> utterances = new ArrayList<>();
    for (Path file : wavFiles(wavs)) {
      utterances.add(read(file, sampleRateHz, hash));
    }
    List<String> warnings = new ArrayList<>();
    if (utterances.size() != RECORDINGS) {
      warnings.add(
          "%s holds %d recordings where the release of EMO-DB has %d: figures are not comparable."
              .formatted(wavs, utterances.size(), RECORDINGS));
    }
    return new Corpus("EMO-DB", sampleRateHz, utterances, hash.hex(), warnings);
  }

  private static List<Path> wavFiles(Path folder) throws CorpusException {
    if (!Files.isDirectory(folder)) {
      throw new CorpusException(
          folder
              + " is not a folder: give the folder of EMO-DB that holds wav/ with --corpus, or in"
              + " the environment variable EMODB_HOME.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> wavs =
          files
              .filter(Files::isRegularFile)
              .filter(f -> f.getFileName().toString().endsWith(".wav"))
              .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
              .toList();
      if (wavs.isEmpty()) {
        throw new CorpusException(
            folder + " holds no .wav file: give the folder of EMO-DB that holds wav/.");
      }
      return wavs;
    } catch (IOException e) {
      if (e instanceof CorpusException sentence) {
        throw sentence;
      }
      throw new CorpusException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Utterance read(Path file, int sampleRateHz, TrainingHash hash)
      throws CorpusException {
    String name = file.getFileName().toString();
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new CorpusException(
          file
              + " is not named as EMO-DB names its files (such as 03a01Fa.wav: speaker, sentence,"
              + " emotion, take): remove it, or give another folder.");
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      hash.add(name, bytes);
      WavFile wav = WavFile.read(bytes);
      short[] samples = StreamResampler.resample(wav.samples(), wav.sampleRateHz(), sampleRateHz);
      return new Utterance(
          name.substring(0, name.length() - ".wav".length()),
          parts.group(1),
          parts.group(2),
          EMOTIONS.get(parts.group(3)),
          samples);
    } catch (IllegalArgumentException | IOException e) {
      throw new CorpusException(
          "%s cannot be read as a recording: %s".formatted(file, e.getMessage()), e);
    }
  }
}
