package io.tenor.streams.evaluate.recorded;

import io.tenor.streams.evaluate.truth.Agreement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of an evaluation; as JSON it is what {@code ./tenor evaluate --json} prints.
 *
 * @param type always {@code evaluation}
 * @param comparisons of the first model with each other one
 * @param findings what a reader of the figures should know
 */
public record Evaluation(
    String type,
    Recording recording,
    Labels labels,
    List<ModelFigures> models,
    List<Comparison> comparisons,
    List<Finding> findings) {

  /**
   * The recording.
   *
   * @param topics with audio
   * @param span of them that was asked for; empty for all
   * @param from capture time of the first audio
   * @param to capture time of the end of the last
   * @param hours of audio, of all sensors together
   * @param records in all
   * @param rejected those that are no audio, by reason
   * @param bySensor by {@code context/sensor}
   */
  public record Recording(
      List<String> topics,
      String span,
      Instant from,
      Instant to,
      int sensors,
      double hours,
      long records,
      Map<String, Integer> rejected,
      Map<String, Sensor> bySensor) {}

  /**
   * The audio of one sensor.
   *
   * @param minutes of audio
   * @param gaps places where audio is missing within a session
   * @param missingMs missing there
   * @param cutOffMs of its sessions, what lies before the recording
   * @param segments labelled on it
   */
  public record Sensor(
      double minutes, int sessions, int gaps, long missingMs, long cutOffMs, int segments) {}

  /**
   * The labels.
   *
   * @param labels that count
   * @param segments that they come to
   * @param hours that these are long
   * @param agreement of the annotators
   */
  public record Labels(
      int labels, int segments, double hours, List<String> annotators, Agreement agreement) {}

  /**
   * Two models on the segments that both have answered.
   *
   * @param bySensor whether sensors were drawn, or segments
   * @param draws of the bootstrap
   * @param accuracy second less first
   * @param uar likewise
   */
  public record Comparison(
      String first,
      String second,
      int segments,
      boolean bySensor,
      int draws,
      PairedBootstrap.Difference accuracy,
      PairedBootstrap.Difference uar) {}
}
