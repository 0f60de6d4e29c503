package io.tenor.trainer.training;

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
 * The file that holds everything a training run needs to go on as if it had not been stopped.
 *
 * @param step steps done
 * @param since loss and hits since the last epoch that was reported
 */
record Checkpoint(int step, EpochSums since) {

  private static final String MAGIC = "tenor-checkpoint-2";
  private static final int BUFFER = 1 << 16;

  /**
   * Writes the state, replacing an older one only when it is complete.
   *
   * @param file where to
   * @param run description of network, data and settings; resuming needs the same
   * @param learner the network and its optimizer
   */
  void write(Path file, String run, Learner learner) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial), BUFFER))) {
      out.writeUTF(MAGIC);
      out.writeUTF(run);
      out.writeInt(step);
      since.write(out);
      learner.write(out);
    }
    Files.move(
        partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param learner put into the state that was written
   * @throws IOException in one sentence, if the file is not a checkpoint, or of another run
   */
  static Checkpoint read(Path file, String run, Learner learner) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
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
      EpochSums since = EpochSums.read(in);
      learner.read(in, step);
      return new Checkpoint(step, since);
    } catch (EOFException | UTFDataFormatException e) {
      throw new IOException(file + " is not a whole checkpoint: remove it to start anew.", e);
    }
  }
}
