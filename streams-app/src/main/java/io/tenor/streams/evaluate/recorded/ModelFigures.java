package io.tenor.streams.evaluate.recorded;

import io.tenor.evaluation.Reliability;
import java.util.List;
import java.util.Map;

/**
 * What one model made of a recording.
 *
 * @param name how the report calls it
 * @param version name and version of the model, as in its events
 * @param sha256 of its file
 * @param seconds that the run took
 * @param windows events in all
 * @param labelled windows that belong to a labelled segment, by what they came to
 * @param unlabelledSpeech windows with speech that belong to none
 * @param segments labelled segments, by whether something was heard in them
 * @param windowFigures of the labelled windows with speech, each counting one
 * @param windowCalibrationError of these, 0 to 1
 * @param segmentFigures of the segments with speech, by the mean of their windows' probabilities
 * @param segmentCalibrationError of these
 * @param answered as the monitor answers, with {@code unknown} where it is not sure
 * @param confusion of the segments: rows of labelled emotions, columns of heard ones
 * @param said of the windows: the same with the further columns unknown and silence
 * @param reliability of the windows
 * @param riskCoverage wrong answers among the surest
 * @param sensors by {@code context/sensor}
 * @param contexts by the context's label
 * @param spans of emotions as spans
 * @param rules what each rule of each set raised
 */
public record ModelFigures(
    String name,
    String version,
    String sha256,
    double seconds,
    int windows,
    Outcomes labelled,
    int unlabelledSpeech,
    SegmentCounts segments,
    Figures windowFigures,
    double windowCalibrationError,
    Figures segmentFigures,
    double segmentCalibrationError,
    Answered answered,
    List<List<Integer>> confusion,
    List<List<Integer>> said,
    List<Reliability.Bin> reliability,
    List<RiskPoint> riskCoverage,
    Map<String, Group> sensors,
    Map<String, Group> contexts,
    SpanFigures spans,
    List<RuleFigures> rules) {

  /** Windows by what they came to. */
  public record Outcomes(int emotion, int unknown, int silence) {}

  /**
   * Labelled segments.
   *
   * @param all how many there are
   * @param spoken with speech: these are scored
   * @param silent in which the monitor heard no speech
   * @param unheard of which there is no window: the recording has no audio there
   */
  public record SegmentCounts(int all, int spoken, int silent, int unheard) {}

  /**
   * Labelled windows with speech as the monitor answers.
   *
   * @param share of them that it is sure enough of
   * @param accuracy of those
   */
  public record Answered(double share, double accuracy) {}

  /**
   * Wrong answers if only the surest are given.
   *
   * @param coverage share that is given
   */
  public record RiskPoint(double coverage, double windows, double segments) {}

  /** Some of the sensors. */
  public record Group(Figures windows, Figures segments) {}
}
