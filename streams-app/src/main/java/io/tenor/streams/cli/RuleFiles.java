package io.tenor.streams.cli;

import io.tenor.streams.alert.RuleException;
import io.tenor.streams.alert.RuleFile;
import io.tenor.streams.alert.RuleSet;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of alert rules for a command. */
final class RuleFiles {

  private RuleFiles() {}

  /**
   * A file of rules.
   *
   * @param text as it is
   * @param rules what it says
   */
  record Read(String text, RuleSet rules) {}

  /**
   * Reads a file.
   *
   * @throws UserException in one sentence with the file's name, if it cannot be used
   */
  static Read read(Path file) {
    try {
      var text = Files.readString(file);
      return new Read(text, RuleFile.parse(text));
    } catch (RuleException e) {
      throw UserException.wrongUse("%s: %s".formatted(file, e.getMessage()), e);
    } catch (CharacterCodingException e) {
      throw UserException.wrongUse(
          "The rules %s are not UTF-8 text: save the file as UTF-8.".formatted(file), e);
    } catch (IOException e) {
      throw UserException.wrongUse(
          "The rules %s cannot be read (%s): give a YAML file of rules, such as"
                  .formatted(file, e.getClass().getSimpleName())
              + " ./tenor rules show --shipped ward prints.",
          e);
    }
  }
}
