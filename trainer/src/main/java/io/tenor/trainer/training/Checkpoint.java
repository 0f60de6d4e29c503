package io.tenor.trainer.training;

import io.tenor.trainer.network.NetworkPlan;
import io.tenor.trainer.network.Weights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Everything a training run needs to go on as if it had not been stopped.
 *
 * @param step steps done
 * @param weights values after them
 * @param average their moving average
 * @param optimizer the optimizer's state
 */
public record Checkpoint(int step, Weights weights, Weights average, AdamW optimizer) {

  private static final String MAGIC = "tenor-checkpoint-1";

  /**
   * Writes the checkpoint, replacing an older one only when it is complete.
   *
   * @param file where to
   * @param run description of network, data and settings; resuming needs the same
   */
  public void write(Path file, String run) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
      out.writeUTF(MAGIC);
      out.writeUTF(run);
      out.writeInt(step);
      weights.write(out);
      average.write(out);
      optimizer.write(out);
    }
    Files.move(
        partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a checkpoint.
   *
   * @throws IOException in one sentence, if the file is not one, or of another run
   */
  public static Checkpoint read(Path file, String run, NetworkPlan plan, double decay)
      throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (!MAGIC.equals(in.readUTF())) {
        throw new IOException(file + " is not a checkpoint: remove it or give another --work.");
      }
      if (!run.equals(in.readUTF())) {
        throw new IOException(
            file
                + " was made with other data or settings: give the same ones to go on, or remove"
                + " it to start anew.");
      }
      int step = in.readInt();
      Weights weights = Weights.read(plan, in);
      Weights average = Weights.read(plan, in);
      return new Checkpoint(step, weights, average, AdamW.read(plan, decay, in));
    } catch (EOFException | UTFDataFormatException e) {
      throw new IOException(file + " is not a whole checkpoint: remove it to start anew.", e);
    }
  }
}
