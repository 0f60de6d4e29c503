package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RAVDESS, the Ryerson audio-visual database of emotional speech and song (Livingstone and Russo,
 * PLoS ONE, 2018): 24 actors, two sentences. Speech alone is used.
 *
 * <p>A file's name is seven numbers, such as {@code 03-01-06-01-02-01-12.wav}: modality (03 audio),
 * channel (01 speech, 02 song), emotion, intensity, statement, repetition, actor.
 */
public final class Ravdess implements CorpusFormat {

  private static final Pattern NAME =
      Pattern.compile("0[13]-(0[12])-(0[1-8])-(0[12])-(0[12])-(0[12])-(\\d\\d)\\.wav");
  private static final String SONG = "02";

  /** By the third number, from 01. */
  private static final List<String> EMOTIONS =
      List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");

  private static final LabelMap LABELS =
      LabelMap.builder()
          .map(Emotion.NEUTRAL, "neutral", "calm")
          .map(Emotion.HAPPINESS, "happy")
          .map(Emotion.SADNESS, "sad")
          .map(Emotion.ANGER, "angry")
          .map(Emotion.FEAR, "fearful")
          .map(Emotion.DISGUST, "disgust")
          .leaveOut("surprised")
          .build();

  @Override
  public String kind() {
    return "ravdess";
  }

  @Override
  public String title() {
    return "RAVDESS";
  }

  @Override
  public LabelMap labels() {
    return LABELS;
  }

  @Override
  public boolean recognises(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  @Override
  public Listing list(Path folder) throws CorpusException {
    Listing all =
        NamedFiles.list(
            folder,
            "RAVDESS names its files (such as 03-01-06-01-02-01-12.wav: modality, channel,"
                + " emotion, intensity, statement, repetition, actor)",
            Ravdess::recording);
    List<Recording> speech = new ArrayList<>(all.recordings());
    speech.removeIf(recording -> recording.sourceLabel().isEmpty());
    int songs = all.recordings().size() - speech.size();
    return new Listing(
        speech,
        all.foreign(),
        songs == 0 ? List.of() : List.of("%d songs are left out.".formatted(songs)));
  }

  /** Songs come without a label. */
  private static Optional<Recording> recording(Path file, String name) {
    Matcher parts = NAME.matcher(NamedFiles.fileName(file));
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean song = parts.group(1).equals(SONG);
    String label = song ? "" : EMOTIONS.get(Integer.parseInt(parts.group(2)) - 1);
    return Optional.of(
        new Recording(file, name, parts.group(6), parts.group(4), label, LABELS.emotion(label)));
  }
}
