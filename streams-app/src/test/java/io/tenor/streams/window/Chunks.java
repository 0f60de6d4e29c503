package io.tenor.streams.window;

import io.tenor.schema.SensorContext;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.SensorKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Audio and chunks for tests of the timeline. */
final class Chunks {

  static final SensorKey SENSOR = new SensorKey(SensorContext.DRIVER, "car-1");
  static final long START_MS = 1_700_000_000_000L;
  static final TimelineSettings SETTINGS =
      TimelineSettings.of(FrontEnd.compact(), Optional.empty());

  private Chunks() {}

  /** Tones that come and go over noise: every column differs from its neighbours. */
  static short[] audio(int samples, long seed) {
    var random = new Random(seed);
    var audio = new short[samples];
    for (int i = 0; i < samples; i++) {
      double tone = Math.sin(i * 0.1 * (1 + i / 50_000.0)) * (1 + Math.sin(i / 3_000.0));
      audio[i] = (short) (6_000 * tone + 300 * random.nextGaussian());
    }
    return audio;
  }

  static AudioChunk chunk(String session, short[] audio, int from, int to, int rateHz) {
    return new AudioChunk(
        SENSOR,
        session,
        OptionalLong.of(from),
        START_MS + from * 1000L / rateHz,
        rateHz,
        Arrays.copyOfRange(audio, from, to));
  }

  static AudioChunk withoutIndex(AudioChunk chunk) {
    return new AudioChunk(
        chunk.sensor(),
        chunk.session(),
        OptionalLong.empty(),
        chunk.captureMs(),
        chunk.rateHz(),
        chunk.samples());
  }

  /** Cuts audio into chunks of these lengths, over and over. */
  static List<AudioChunk> cut(short[] audio, int rateHz, List<Integer> lengths) {
    var chunks = new ArrayList<AudioChunk>();
    for (int from = 0, i = 0; from < audio.length; i++) {
      int to = Math.min(audio.length, from + lengths.get(i % lengths.size()));
      chunks.add(chunk("s1", audio, from, to, rateHz));
      from = to;
    }
    return chunks;
  }

  static List<DueWindow> windows(List<AudioChunk> chunks) {
    return windows(SETTINGS, chunks);
  }

  static List<DueWindow> windows(TimelineSettings settings, List<AudioChunk> chunks) {
    var timeline = new SensorTimeline(SENSOR, WindowTools.of(settings));
    return chunks.stream().flatMap(chunk -> timeline.accept(chunk).due().stream()).toList();
  }

  /** What identifies a window and its content, comparable. */
  static List<String> fingerprints(List<DueWindow> windows) {
    return windows.stream()
        .map(
            w ->
                "%s %d %s %s"
                    .formatted(
                        w.id(),
                        Arrays.hashCode(w.levels()),
                        w.speechShare(),
                        Arrays.toString(w.statistics())))
        .toList();
  }
}
