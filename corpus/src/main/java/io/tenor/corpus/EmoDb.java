package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * EMO-DB, the Berlin database of emotional speech (Burkhardt et al., Interspeech 2005).
 *
 * <p>A file's name says all: {@code 03a01Fa.wav} is speaker 03, sentence a01, emotion F, take a.
 * Emotions: W anger, L boredom, E disgust, A fear, F happiness, T sadness, N neutral.
 */
public final class EmoDb implements CorpusFormat {

  /** Number of recordings in the release. */
  public static final int RECORDINGS = 535;

  /** {@link TrainingHash} of the release's recordings. */
  public static final String RELEASE_SHA256 =
      "14f19cd8b61a772a17c9a582c85d9036a1f259a8ebda43a9fde1ea77cb22568e";

  private static final Pattern NAME =
      Pattern.compile("(\\d\\d)([ab]\\d\\d)([WLEAFTN])([a-z])\\.wav");

  private static final Map<String, String> LETTERS =
      Map.of(
          "W", "W (Wut)",
          "L", "L (Langeweile)",
          "E", "E (Ekel)",
          "A", "A (Angst)",
          "F", "F (Freude)",
          "T", "T (Trauer)",
          "N", "N (neutral)");

  private static final LabelMap LABELS =
      LabelMap.builder()
          .map(Emotion.ANGER, LETTERS.get("W"))
          .map(Emotion.BOREDOM, LETTERS.get("L"))
          .map(Emotion.DISGUST, LETTERS.get("E"))
          .map(Emotion.FEAR, LETTERS.get("A"))
          .map(Emotion.HAPPINESS, LETTERS.get("F"))
          .map(Emotion.SADNESS, LETTERS.get("T"))
          .map(Emotion.NEUTRAL, LETTERS.get("N"))
          .build();

  @Override
  public String kind() {
    return "emodb";
  }

  @Override
  public String title() {
    return "EMO-DB";
  }

  @Override
  public LabelMap labels() {
    return LABELS;
  }

  @Override
  public boolean recognises(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  /** Lists the wav files' folder, or the one that holds it as {@code wav}. */
  @Override
  public Listing list(Path folder) throws CorpusException {
    Path wavs = Files.isDirectory(folder.resolve("wav")) ? folder.resolve("wav") : folder;
    Listing listing =
        NamedFiles.list(
            wavs,
            "EMO-DB names its files (such as 03a01Fa.wav: speaker, sentence, emotion, take)",
            EmoDb::recording);
    if (listing.recordings().size() == RECORDINGS) {
      return listing;
    }
    return new Listing(
        listing.recordings(),
        listing.foreign(),
        List.of(
            "%s holds %d recordings where the release of EMO-DB has %d: figures are not comparable."
                .formatted(wavs, listing.recordings().size(), RECORDINGS)));
  }

  private static Optional<Recording> recording(Path file, String name) {
    Matcher parts = NAME.matcher(NamedFiles.fileName(file));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String label = LETTERS.get(parts.group(3));
    return Optional.of(
        new Recording(file, name, parts.group(1), parts.group(2), label, LABELS.emotion(label)));
  }
}
