package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CREMA-D, the crowd-sourced emotional multimodal actors dataset (Cao et al., IEEE Transactions on
 * Affective Computing, 2014): 91 actors, twelve sentences. The emotion that was acted counts, not
 * what the crowd heard.
 *
 * <p>A file's name says all: {@code 1001_DFA_ANG_XX.wav} is actor 1001, sentence DFA, emotion ANG,
 * intensity XX.
 */
public final class CremaD implements CorpusFormat {

  private static final Pattern NAME =
      Pattern.compile("(1\\d{3})_([A-Z]{3})_(ANG|DIS|FEA|HAP|NEU|SAD)_([A-Z]{1,2})\\.wav");

  private static final LabelMap LABELS =
      LabelMap.builder()
          .map(Emotion.ANGER, "ANG")
          .map(Emotion.DISGUST, "DIS")
          .map(Emotion.FEAR, "FEA")
          .map(Emotion.HAPPINESS, "HAP")
          .map(Emotion.NEUTRAL, "NEU")
          .map(Emotion.SADNESS, "SAD")
          .build();

  @Override
  public String kind() {
    return "cremad";
  }

  @Override
  public String title() {
    return "CREMA-D";
  }

  @Override
  public LabelMap labels() {
    return LABELS;
  }

  @Override
  public boolean recognises(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  /** Lists the wav files' folder, or the one that holds it as {@code AudioWAV}. */
  @Override
  public Listing list(Path folder) throws CorpusException {
    Path inner = folder.resolve("AudioWAV");
    return NamedFiles.list(
        Files.isDirectory(inner) ? inner : folder,
        "CREMA-D names its files (such as 1001_DFA_ANG_XX.wav: actor, sentence, emotion,"
            + " intensity)",
        CremaD::recording);
  }

  private static Optional<Recording> recording(Path file, String name) {
    Matcher parts = NAME.matcher(NamedFiles.fileName(file));
    if (!parts.matches()) {
      return Optional.empty();
    }
    String label = parts.group(3);
    return Optional.of(
        new Recording(file, name, parts.group(1), parts.group(2), label, LABELS.emotion(label)));
  }
}
