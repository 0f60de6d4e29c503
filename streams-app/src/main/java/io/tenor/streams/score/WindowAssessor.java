package io.tenor.streams.score;

import io.tenor.schema.EmotionEvent;
import io.tenor.schema.Outcome;
import io.tenor.spectrogram.VoiceActivity;
import io.tenor.streams.model.OnnxModel;
import io.tenor.streams.window.DueWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Says of each window how the person sounds: silence where there is no speech, and unknown where no
 * voice stands out of what else is heard, both at no cost of inference; one of the seven emotions
 * where the model is sure enough; else unknown. One per thread.
 */
public final class WindowAssessor {

  /** The label of a window without speech. */
  public static final String SILENCE = "silence";

  /** The label of a window of which the model is not sure, or was not asked. */
  public static final String UNKNOWN = "unknown";

  private final OnnxModel model;
  private final BatchScorer scorer;
  private final VoiceActivity voiceActivity;
  private final Clock clock;
  private final Verdict drowned;

  /**
   * An assessor for one thread.
   *
   * @param maxBatch largest batch, windows; a power of two
   * @param clock tells the processing time, the one field that a replay does not repeat
   */
  public WindowAssessor(OnnxModel model, int maxBatch, Clock clock) {
    this(model, clock, new BatchScorer(model, maxBatch));
  }

  /**
   * The same with a scorer that is nobody else's.
   *
   * @param scorer of this model
   */
  public WindowAssessor(OnnxModel model, Clock clock, BatchScorer scorer) {
    this.model = model;
    this.scorer = scorer;
    this.voiceActivity = new VoiceActivity(model.metadata().frontEnd());
    this.clock = clock;
    this.drowned = Verdict.ofAnything(model.metadata().labels());
  }

  /** Runs every batch size once. */
  public void warmUp() {
    scorer.warmUp();
  }

  /**
   * The events of these windows, in their order.
   *
   * @param windows those of a sensor in their order
   * @param pasts of their sensors; moved on by the windows that the model is asked about
   */
  public List<EmotionEvent> assess(List<DueWindow> windows, SensorPasts pasts) {
    var asked = windows.stream().map(this::isForModel).toList();
    var forModel = IntStream.range(0, windows.size()).filter(asked::get).mapToObj(windows::get);
    var posteriors = scorer.score(forModel.toList(), pasts).iterator();
    var now = Instant.ofEpochMilli(clock.millis());
    var events = new ArrayList<EmotionEvent>(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      var window = windows.get(i);
      var verdict =
          asked.get(i) ? judge(posteriors.next()) : isSpeech(window) ? drowned : Verdict.OF_SILENCE;
      events.add(event(window, verdict, now));
    }
    return events;
  }

  /** Whether the model is asked about a window: others cost nothing. */
  public boolean isForModel(DueWindow window) {
    return isSpeech(window)
        && voiceActivity.standsOut(
            voiceActivity.prominenceDb(
                window.levels(), 0, model.metadata().frontEnd().windowFrames()));
  }

  private boolean isSpeech(DueWindow window) {
    return voiceActivity.isSpeech(window.speechShare());
  }

  /** What is said of a window. */
  private record Verdict(
      Outcome outcome, String label, double probability, Map<String, Double> probabilities) {
    static final Verdict OF_SILENCE = new Verdict(Outcome.SILENCE, SILENCE, 0, Map.of());

    /** There is speech, and no emotion is more probable than another. */
    static Verdict ofAnything(List<String> labels) {
      double each = rounded(1.0 / labels.size());
      var probabilities = new LinkedHashMap<String, Double>();
      labels.forEach(label -> probabilities.put(label, each));
      return new Verdict(Outcome.UNKNOWN, UNKNOWN, each, probabilities);
    }
  }

  private Verdict judge(float[] posterior) {
    var labels = model.metadata().labels();
    int best = 0;
    var probabilities = new LinkedHashMap<String, Double>();
    for (int i = 0; i < posterior.length; i++) {
      probabilities.put(labels.get(i), rounded(posterior[i]));
      if (posterior[i] > posterior[best]) {
        best = i;
      }
    }
    boolean sure = posterior[best] >= model.metadata().unknownThreshold();
    return new Verdict(
        sure ? Outcome.EMOTION : Outcome.UNKNOWN,
        sure ? labels.get(best) : UNKNOWN,
        rounded(posterior[best]),
        probabilities);
  }

  private EmotionEvent event(DueWindow window, Verdict verdict, Instant now) {
    var id = window.id();
    var quality = id.quality();
    var sensor = id.sensor();
    return new EmotionEvent(
        EmotionEvent.id(sensor.context(), sensor.id(), id.session(), id.firstSample()),
        sensor.id(),
        sensor.context(),
        id.session(),
        id.firstSample(),
        Instant.ofEpochMilli(id.startMs()),
        Instant.ofEpochMilli(id.endMs()),
        verdict.outcome(),
        verdict.label(),
        verdict.probability(),
        verdict.probabilities(),
        rounded(window.speechShare()),
        Math.rint(quality.levelDb() * 10) / 10,
        Math.rint(quality.noiseDb() * 10) / 10,
        quality.bridgedMs(),
        quality.clippedMs(),
        model.version(),
        now);
  }

  /** Six decimals: enough for a person and a program, and short on the wire. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }
}
