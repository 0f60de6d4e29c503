package io.tenor.corpus;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Any folder of recordings with a manifest: a CSV file with the columns {@code file}, {@code
 * speaker}, {@code label} and, if texts are known, {@code text}; a header row, fields quoted where
 * they hold a comma (RFC 4180), UTF-8. Files are named relative to the manifest.
 */
public final class CsvManifest implements CorpusFormat {

  /** The manifest's name where a folder is given. */
  public static final String FILE = "manifest.csv";

  private static final List<String> COLUMNS = List.of("file", "speaker", "label");

  private static final LabelMap LABELS =
      LabelMap.builder()
          .map(Emotion.ANGER, "anger", "angry")
          .map(Emotion.BOREDOM, "boredom", "bored")
          .map(Emotion.DISGUST, "disgust", "disgusted")
          .map(Emotion.FEAR, "fear", "fearful", "afraid")
          .map(Emotion.HAPPINESS, "happiness", "happy", "joy")
          .map(Emotion.SADNESS, "sadness", "sad")
          .map(Emotion.NEUTRAL, "neutral", "calm")
          .leaveOut("surprise", "surprised", "contempt", "other", "unknown")
          .build();

  @Override
  public String kind() {
    return "csv";
  }

  @Override
  public String title() {
    return "CSV";
  }

  @Override
  public LabelMap labels() {
    return LABELS;
  }

  /** A manifest may name its files in any way. */
  @Override
  public boolean recognises(String fileName) {
    return false;
  }

  /** The manifest that a user means: the file itself, or the one in the folder. */
  static Path manifest(Path given) {
    return Files.isDirectory(given) ? given.resolve(FILE) : given;
  }

  @Override
  public Listing list(Path given) throws CorpusException {
    Path manifest = manifest(given);
    if (!Files.isRegularFile(manifest)) {
      throw new CorpusException(
          manifest
              + " is missing: write it with the columns file,speaker,label and, if known, text.");
    }
    List<Recording> recordings = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
            .build();
    try (MappingIterator<Map<String, String>> rows =
        mapper
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(Files.readAllBytes(manifest))) {
      int row = 1; // the header
      while (rows.hasNextValue()) {
        row++;
        read(manifest, row, rows.nextValue(), ids, recordings, foreign);
      }
    } catch (IOException e) {
      throw new CorpusException(
          "%s is not a CSV file with a header row: %s"
              .formatted(manifest, e.getMessage().lines().findFirst().orElse("")),
          e);
    }
    if (recordings.isEmpty() && foreign.isEmpty()) {
      throw new CorpusException(manifest + " names no recording: add rows below its header.");
    }
    recordings.sort(Comparator.comparing(Recording::name));
    return new Listing(recordings, foreign, List.of());
  }

  private static void read(
      Path manifest,
      int row,
      Map<String, String> fields,
      Set<String> ids,
      List<Recording> recordings,
      List<String> foreign)
      throws CorpusException {
    for (String column : COLUMNS) {
      if (row == 2 && !fields.containsKey(column)) {
        throw new CorpusException(
            "%s has no column %s: its header has to name file,speaker,label and, if known, text."
                .formatted(manifest, column));
      }
      if (fields.getOrDefault(column, "").isBlank()) {
        foreign.add("%s, row %d: the %s is empty.".formatted(manifest, row, column));
        return;
      }
    }
    String name = fields.get("file").replace('\\', '/');
    String label = fields.get("label").toLowerCase(Locale.ROOT);
    Path file;
    try {
      file = manifest.toAbsolutePath().getParent().resolve(name);
    } catch (InvalidPathException e) {
      foreign.add("%s, row %d: '%s' is no path of a file.".formatted(manifest, row, name));
      return;
    }
    if (!LABELS.rules().containsKey(label)) {
      foreign.add(
          "%s, row %d: the label '%s' is unknown; the known ones are %s."
              .formatted(manifest, row, label, String.join(", ", LABELS.rules().keySet())));
    } else {
      String text = fields.getOrDefault("text", "");
      Recording recording =
          new Recording(file, name, fields.get("speaker"), text, label, LABELS.emotion(label));
      if (ids.add(recording.id())) {
        recordings.add(recording);
      } else {
        foreign.add("%s, row %d: %s was named before.".formatted(manifest, row, name));
      }
    }
  }
}
