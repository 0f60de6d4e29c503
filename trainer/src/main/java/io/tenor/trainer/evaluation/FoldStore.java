package io.tenor.trainer.evaluation;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenor.trainer.evaluation.FoldResult.CurvePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The work folder of a cross-validation: finished folds, and the checkpoint and learning curve of
 * those under way. Everything in it names the run it belongs to; what another run left is refused.
 */
public final class FoldStore {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Path folder;
  private final String prefix;
  private final String run;
  private final int members;
  private final Protocol protocol;

  /** A finished fold, as kept. */
  private record FoldFile(String run, FoldResult result) {}

  /**
   * Opens a folder, which is made when the first file is.
   *
   * @param folder where to keep folds
   * @param protocol whose folds they are
   * @param recipe how their networks are made
   * @param dataSha256 hash of the corpus
   */
  public FoldStore(Path folder, Protocol protocol, Recipe recipe, String dataSha256) {
    this.folder = folder;
    this.protocol = protocol;
    prefix = protocol.name();
    members = recipe.members().size();
    run = String.join("\n", recipe.describe(), dataSha256, protocol.describe());
  }

  /** What identifies a task's data and settings, for checkpoints. */
  public String run(FoldTask task) {
    return String.join("\n", run, "seed " + task.seed(), task.fold().name());
  }

  /**
   * Where the training of one of a task's networks is kept until the task is finished.
   *
   * @param member which network, from 0
   */
  public Path checkpoint(FoldTask task, int member) {
    return file(task, member == 0 ? "checkpoint" : "member-%d.checkpoint".formatted(member + 1));
  }

  /**
   * A finished fold.
   *
   * @return empty if the task was not finished yet
   * @throws IOException in one sentence, if its file is broken or of another run
   */
  public Optional<FoldResult> read(FoldTask task) throws IOException {
    Path file = file(task, "json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FoldFile kept;
    try {
      kept = JSON.readValue(file.toFile(), FoldFile.class);
    } catch (IOException e) {
      throw new IOException(file + " is not a whole fold: remove it to run the fold again.", e);
    }
    if (!kept.run().equals(run(task))) {
      throw new IOException(
          file + " was made with other data or settings: give another --work, or remove it.");
    }
    return Optional.of(kept.result());
  }

  /** Keeps a finished fold and removes what its training left, but for networks to be kept. */
  public void write(FoldTask task, FoldResult result) throws IOException {
    Path file = file(task, "json");
    Files.createDirectories(file.getParent());
    Path partial = file(task, "partial");
    JSON.writeValue(partial.toFile(), new FoldFile(run(task), result));
    Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    for (int member = 0; member < members && !protocol.keepsNetworks(task.fold()); member++) {
      Files.deleteIfExists(checkpoint(task, member));
    }
    Files.deleteIfExists(file(task, "curve"));
  }

  /** Adds a point to the learning curve of a fold under way. */
  void addToCurve(FoldTask task, CurvePoint point) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file(task, "curve"),
          String.format(Locale.ROOT, "%d %.6f%n", point.step(), point.loss()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The learning curve of a fold, also of what was trained before a stop; a step that was done
   * twice, because its checkpoint was older, counts as done last.
   */
  List<CurvePoint> curve(FoldTask task) throws IOException {
    Path file = file(task, "curve");
    if (!Files.exists(file)) {
      return List.of();
    }
    TreeMap<Integer, CurvePoint> points = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", 2);
      if (parts.length == 2) { // a kill may have cut the last line
        int step = Integer.parseInt(parts[0]);
        points.put(step, new CurvePoint(step, Double.parseDouble(parts[1])));
      }
    }
    return List.copyOf(points.values());
  }

  /** Forgets the learning curve of a training that begins anew. */
  void clearCurve(FoldTask task) throws IOException {
    Files.deleteIfExists(file(task, "curve"));
  }

  private Path file(FoldTask task, String ending) {
    // A speaker's name in a manifest may hold anything.
    String name = URLEncoder.encode(task.fold().name(), StandardCharsets.UTF_8).replace("*", "%2A");
    return folder.resolve("%s-seed-%d-%s.%s".formatted(prefix, task.seed(), name, ending));
  }
}
