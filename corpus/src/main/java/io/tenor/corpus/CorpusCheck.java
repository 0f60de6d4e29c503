package io.tenor.corpus;

import io.tenor.audio.WavFile;
import io.tenor.corpus.CorpusFormat.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks for what is wrong with a corpus before anybody trains on it. */
public final class CorpusCheck {

  /** Below this a recording is no use for a window of two seconds, and is likely cut by mistake. */
  private static final double SHORT_SECONDS = 0.3;

  /** Share of samples at full scale from which a recording counts as clipped. */
  private static final double CLIPPED_SHARE = 0.001;

  /** Root mean square below which a recording counts as silent: -70 dB of full scale. */
  private static final double SILENT_RMS = Short.MAX_VALUE * Math.pow(10, -70.0 / 20);

  /**
   * What was found.
   *
   * @param errors one sentence each: what training refuses
   * @param warnings one sentence each: what it takes, but is odd
   * @param speakers by name
   */
  public record Result(
      List<String> errors, List<String> warnings, Map<String, SpeakerCounts> speakers) {}

  /** What a speaker's usable recordings amount to. */
  public static final class SpeakerCounts {
    private final Map<String, Integer> byLabel = new TreeMap<>();
    private double seconds;

    /** Number of recordings by label. */
    public Map<String, Integer> byLabel() {
      return byLabel;
    }

    /** Number of recordings. */
    public int recordings() {
      return byLabel.values().stream().mapToInt(n -> n).sum();
    }

    /** How long they are together. */
    public double seconds() {
      return seconds;
    }
  }

  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, SpeakerCounts> speakers = new TreeMap<>();
  private final CorpusLoader.Copies copies = new CorpusLoader.Copies();
  private final double shortestSeconds;

  private CorpusCheck(double shortestSeconds) {
    this.shortestSeconds = shortestSeconds;
  }

  /**
   * Reads every file.
   *
   * @param format how the files tell speaker, text and emotion
   * @param folder given by the user
   * @param shortestSeconds length that training needs of every recording
   * @throws CorpusException in one sentence, if the folder cannot be listed at all
   */
  public static Result of(CorpusFormat format, Path folder, double shortestSeconds)
      throws CorpusException {
    CorpusCheck check = new CorpusCheck(shortestSeconds);
    Listing listing = format.list(folder);
    check.errors.addAll(listing.foreign());
    check.warnings.addAll(listing.notes());
    Map<String, Integer> leftOut = new TreeMap<>();
    for (Recording recording : listing.recordings()) {
      if (recording.emotion().isPresent()) {
        check.read(recording);
      } else {
        leftOut.merge(recording.sourceLabel(), 1, Integer::sum);
      }
    }
    leftOut.forEach(
        (label, n) ->
            check.warnings.add("%d recordings labelled %s are left out.".formatted(n, label)));
    check.copies.all().forEach(copy -> check.warnings.add(copy + "."));
    check.compare();
    return new Result(check.errors, check.warnings, check.speakers);
  }

  private void read(Recording recording) {
    WavFile wav;
    try {
      byte[] bytes = Files.readAllBytes(recording.file());
      wav = WavFile.read(bytes);
      copies.add(recording.name(), bytes);
    } catch (IOException | IllegalArgumentException e) {
      errors.add("%s cannot be read: %s.".formatted(recording.name(), CorpusLoader.reason(e)));
      return;
    }
    if (wav.seconds() < shortestSeconds) {
      errors.add(
          "%s is %.0f ms short: no window can be made of it."
              .formatted(recording.name(), 1e3 * wav.seconds()));
      return;
    }
    if (wav.seconds() < SHORT_SECONDS) {
      warnings.add("%s is only %.2f s long.".formatted(recording.name(), wav.seconds()));
    }
    listen(recording.name(), wav.samples());
    SpeakerCounts counts =
        speakers.computeIfAbsent(recording.speaker(), speaker -> new SpeakerCounts());
    counts.byLabel.merge(recording.emotion().orElseThrow().label(), 1, Integer::sum);
    counts.seconds += wav.seconds();
  }

  private void listen(String name, short[] samples) {
    long full = 0;
    double energy = 0;
    for (short sample : samples) {
      full += sample >= Short.MAX_VALUE || sample <= -Short.MAX_VALUE ? 1 : 0;
      energy += (double) sample * sample;
    }
    if (Math.sqrt(energy / samples.length) < SILENT_RMS) {
      warnings.add(name + " is silent.");
    }
    if (full > CLIPPED_SHARE * samples.length) {
      warnings.add(
          "%s is clipped: %.1f %% of its samples are at full scale."
              .formatted(name, 100.0 * full / samples.length));
    }
  }

  private void compare() {
    if (speakers.isEmpty()) {
      errors.add("No recording can be used.");
      return;
    }
    if (speakers.size() == 1) {
      warnings.add("There is one speaker only: no figure can be speaker-independent.");
    }
    TreeSet<String> missing = new TreeSet<>(Labels.names());
    speakers.forEach(
        (speaker, counts) -> {
          missing.removeAll(counts.byLabel().keySet());
          if (counts.byLabel().size() == 1) {
            warnings.add(
                "Speaker %s has recordings of %s only."
                    .formatted(speaker, counts.byLabel().keySet().iterator().next()));
          }
        });
    if (!missing.isEmpty()) {
      warnings.add(
          "Nobody acts %s: a network trained on this alone does not learn it."
              .formatted(String.join(", ", missing)));
    }
  }
}
