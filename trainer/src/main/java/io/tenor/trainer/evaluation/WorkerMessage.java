package io.tenor.trainer.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tenor.trainer.training.TrainingProgress;
import java.util.Optional;

/**
 * What a worker process writes to its standard output: one line of JSON each.
 *
 * @param kind what it is
 * @param progress of the fold, with {@link Kind#PROGRESS} alone
 * @param sentence why it failed, with {@link Kind#FAILED} alone
 */
record WorkerMessage(Kind kind, TrainingProgress progress, String sentence) {

  /** What a worker has to say. */
  enum Kind {
    /** Some steps were made. */
    PROGRESS,
    /** The fold's file is written. */
    DONE,
    /** The fold was stopped and its state is kept. */
    STOPPED,
    /** The fold cannot be run. */
    FAILED
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("progress is numbers", e);
    }
  }

  /** Reads a line; empty if it is something else that the process printed. */
  static Optional<WorkerMessage> of(String line) {
    if (!line.startsWith("{\"kind\"")) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(line, WorkerMessage.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
