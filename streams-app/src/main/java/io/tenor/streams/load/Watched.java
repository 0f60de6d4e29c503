package io.tenor.streams.load;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A process of this machine that takes part in a load.
 *
 * @param name what it is called in reports
 * @param process whose time and memory are told
 * @param gcLog where it writes of its garbage collections ({@code -Xlog:gc:file=…:time}), if it
 *     does
 */
public record Watched(String name, ProcessHandle process, Optional<Path> gcLog) {

  /** The process that sends and reads. */
  public static Watched self() {
    return new Watched("load", ProcessHandle.current(), Optional.empty());
  }
}
