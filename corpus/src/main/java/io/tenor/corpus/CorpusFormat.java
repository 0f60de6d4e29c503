package io.tenor.corpus;

import java.nio.file.Path;
import java.util.List;

/** How a corpus's files tell speaker, text and emotion. */
public interface CorpusFormat {

  /** Name on the command line, such as {@code emodb}. */
  String kind();

  /** The corpus's name, such as {@code EMO-DB}. */
  String title();

  /** How its labels are read. */
  LabelMap labels();

  /** Whether a file's name, without folders, is as this corpus names its recordings. */
  boolean recognises(String fileName);

  /**
   * Describes all files without reading them.
   *
   * @param folder given by the user
   * @throws CorpusException in one sentence, if the folder or its index cannot be read at all
   */
  Listing list(Path folder) throws CorpusException;

  /**
   * What is in a folder.
   *
   * @param recordings sorted by name
   * @param foreign one sentence for each file or line that does not belong to the corpus: training
   *     refuses it
   * @param notes one sentence each: what is odd, or left out on purpose
   */
  record Listing(List<Recording> recordings, List<String> foreign, List<String> notes) {
    /** Copies the lists. */
    public Listing {
      recordings = List.copyOf(recordings);
      foreign = List.copyOf(foreign);
      notes = List.copyOf(notes);
    }
  }
}
