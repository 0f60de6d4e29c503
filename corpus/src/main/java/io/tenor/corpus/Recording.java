package io.tenor.corpus;

import io.tenor.schema.Emotion;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a corpus as its name or its manifest describes it, before it is read.
 *
 * @param file where it is, which need not exist
 * @param name path inside the corpus with {@code /} between folders, unique
 * @param speaker who speaks
 * @param text which sentence is spoken; empty if the corpus does not say
 * @param sourceLabel the corpus's own name of the emotion, such as {@code calm}
 * @param emotion which of the seven it counts as; empty if it is left out
 */
public record Recording(
    Path file,
    String name,
    String speaker,
    String text,
    String sourceLabel,
    Optional<Emotion> emotion) {

  /** The utterance's id: the name without its ending. */
  public String id() {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
  }
}
