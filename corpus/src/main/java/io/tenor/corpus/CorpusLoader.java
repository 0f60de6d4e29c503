package io.tenor.corpus;

import io.tenor.audio.StreamResampler;
import io.tenor.audio.WavFile;
import io.tenor.corpus.CorpusFormat.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a corpus into memory: mono, at one rate, with a hash over what was read. */
public final class CorpusLoader {

  private CorpusLoader() {}

  /**
   * Loads all recordings whose label is one of the seven.
   *
   * @param format how the files tell speaker, text and emotion
   * @param folder given by the user
   * @param sampleRateHz rate to resample to where a file has another
   * @throws CorpusException in one sentence, if the folder is missing, empty, or holds what does
   *     not belong there or cannot be read
   */
  public static Corpus load(CorpusFormat format, Path folder, int sampleRateHz)
      throws CorpusException {
    Listing listing = format.list(folder);
    if (!listing.foreign().isEmpty()) {
      throw new CorpusException(listing.foreign().get(0) + more(listing.foreign().size() - 1));
    }
    TrainingHash hash = new TrainingHash();
    List<Utterance> utterances = new ArrayList<>();
    List<String> warnings = new ArrayList<>(listing.notes());
    Map<String, Integer> leftOut = new TreeMap<>();
    Copies copies = new Copies();
    for (Recording recording : listing.recordings()) {
      if (recording.emotion().isEmpty()) {
        leftOut.merge(recording.sourceLabel(), 1, Integer::sum);
      } else {
        utterances.add(read(format, recording, sampleRateHz, hash, copies));
      }
    }
    leftOut.forEach(
        (label, count) ->
            warnings.add(
                "%d recordings labelled %s are left out: it is none of the seven emotions."
                    .formatted(count, label)));
    copies.warning().ifPresent(warnings::add);
    if (utterances.isEmpty()) {
      throw new CorpusException(
          folder + " has no recording with one of the seven emotions: see docs/corpora.md.");
    }
    return new Corpus(format.title(), sampleRateHz, utterances, hash.hex(), warnings);
  }

  private static String more(int others) {
    return others == 0 ? "" : " (and %d more: `corpus check` names them all)".formatted(others);
  }

  private static Utterance read(
      CorpusFormat format, Recording recording, int sampleRateHz, TrainingHash hash, Copies copies)
      throws CorpusException {
    try {
      byte[] bytes = Files.readAllBytes(recording.file());
      hash.add(hashed(format, recording), bytes);
      copies.add(recording.name(), bytes);
      WavFile wav = WavFile.read(bytes);
      return new Utterance(
          recording.id(),
          recording.speaker(),
          recording.text(),
          recording.emotion().orElseThrow(),
          StreamResampler.resample(wav.samples(), wav.sampleRateHz(), sampleRateHz));
    } catch (IllegalArgumentException | IOException e) {
      throw new CorpusException(
          "%s cannot be read as a recording: %s".formatted(recording.file(), reason(e)), e);
    }
  }

  static String reason(Exception e) {
    return e instanceof NoSuchFileException ? "it is missing" : e.getMessage();
  }

  /** What a file's name tells has to be in the hash; a manifest tells it beside the name. */
  private static String hashed(CorpusFormat format, Recording r) {
    return format instanceof CsvManifest
        ? String.join("\t", r.name(), r.speaker(), r.emotion().orElseThrow().label(), r.text())
        : r.name();
  }

  /** Finds recordings that are there twice. */
  static final class Copies {
    private final Map<String, String> firstByContent = new HashMap<>();
    private final List<String> copies = new ArrayList<>();

    void add(String name, byte[] bytes) {
      TrainingHash content = new TrainingHash();
      content.add("", bytes);
      String first = firstByContent.putIfAbsent(content.hex(), name);
      if (first != null) {
        copies.add("%s holds the same recording as %s".formatted(name, first));
      }
    }

    List<String> all() {
      return copies;
    }

    Optional<String> warning() {
      return copies.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "%s%s: a random split may train on what it tests."
                  .formatted(
                      copies.get(0),
                      copies.size() == 1
                          ? ""
                          : ", and so do %d more".formatted(copies.size() - 1)));
    }
  }
}
