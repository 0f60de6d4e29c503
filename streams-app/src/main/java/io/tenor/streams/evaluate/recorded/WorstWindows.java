package io.tenor.streams.evaluate.recorded;

import io.tenor.audio.StreamResampler;
import io.tenor.corpus.Labels;
import io.tenor.spectrogram.FrontEnd;
import io.tenor.spectrogram.Spectrogram;
import io.tenor.spectrogram.SpectrogramImage;
import io.tenor.streams.evaluate.recorded.Evaluator.Picture;
import io.tenor.streams.evaluate.recorded.Evaluator.Request;
import io.tenor.streams.evaluate.truth.Segment;
import io.tenor.streams.ingest.AudioChunk;
import io.tenor.streams.ingest.ChunkDecoder;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Draws the windows that a model was surest of and wrong about. */
final class WorstWindows {

  /** How many are drawn at most. */
  private static final int MOST = 12;

  private static final int WIDTH = 360;
  private static final int HEIGHT = 150;
  private static final Duration POLL = Duration.ofSeconds(2);

  /** Chunks are at most so long, and may come so much out of order. */
  private static final long AROUND_MS = 15_000;

  private final Request request;
  private final RecordingScan scan;
  private final FrontEnd frontEnd;
  private final ChunkDecoder decoder = new ChunkDecoder();

  WorstWindows(Request request, RecordingScan scan, FrontEnd frontEnd) {
    this.request = request;
    this.scan = scan;
    this.frontEnd = frontEnd;
  }

  /** A wrong answer. */
  private record Wrong(Segment segment, HeardWindow window, int heard) {

    float confidence() {
      return window.probabilities()[heard];
    }
  }

  List<Picture> of(Collection<SegmentAnswer> answers) {
    var worst =
        answers.stream()
            .map(WorstWindows::worst)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(Wrong::confidence).reversed())
            .limit(MOST)
            .toList();
    var pictures = new ArrayList<Picture>();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(request.consumer())) {
      for (var wrong : worst) {
        samples(consumer, wrong)
            .ifPresent(samples -> pictures.add(new Picture(title(wrong), draw(samples))));
      }
    }
    return pictures;
  }

  private static Optional<Wrong> worst(SegmentAnswer answer) {
    int truth = Labels.index(answer.segment().emotion());
    Wrong worst = null;
    for (var window : answer.spoken()) {
      int heard = window.mostProbable();
      var wrong = new Wrong(answer.segment(), window, heard);
      if (heard != truth && (worst == null || wrong.confidence() > worst.confidence())) {
        worst = wrong;
      }
    }
    return Optional.ofNullable(worst);
  }

  private static String title(Wrong wrong) {
    return String.format(
        Locale.ROOT,
        "%s, %tFT%<tT.%<tLZ: %s heard as %s (%.0f %%)",
        wrong.segment().sensor().storeKey(),
        Instant.ofEpochMilli(wrong.window().startMs()).atZone(ZoneOffset.UTC),
        wrong.segment().emotion().label(),
        Labels.of(wrong.heard()).label(),
        100 * wrong.confidence());
  }

  private byte[] draw(short[] samples) {
    var image = new SpectrogramImage(frontEnd, Spectrogram.levels(frontEnd, samples));
    BufferedImage area = image.area(WIDTH, HEIGHT);
    return SpectrogramImage.png(area);
  }

  /** The audio of a window, from the topic; empty if not all of it is there. */
  private Optional<short[]> samples(KafkaConsumer<byte[], byte[]> consumer, Wrong wrong) {
    var window = wrong.window();
    var place = scan.place(wrong.segment().sensor());
    consumer.assign(Set.of(place));
    seek(consumer, place, window.startMs() - AROUND_MS);
    short[] samples = new short[frontEnd.windowSamples()];
    boolean[] there = new boolean[samples.length];
    long left = consumer.endOffsets(Set.of(place)).get(place) - consumer.position(place);
    boolean late = false;
    while (left > 0 && !late) {
      var records = consumer.poll(POLL);
      if (records.isEmpty()) {
        break;
      }
      left -= records.count();
      for (var record : records) {
        late |= record.timestamp() > window.endMs() + AROUND_MS;
        var ingested =
            decoder.decode(
                request.contexts().get(record.topic()),
                record.key(),
                record.value(),
                record.headers(),
                record.timestamp());
        if (ingested instanceof AudioChunk chunk
            && chunk.sensor().equals(wrong.segment().sensor())
            && chunk.session().equals(window.session())) {
          copy(chunk, window, samples, there);
        }
      }
    }
    for (boolean sample : there) {
      if (!sample) {
        return Optional.empty();
      }
    }
    return Optional.of(samples);
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition place, long timeMs) {
    var asked = new HashMap<TopicPartition, Long>();
    asked.put(place, Math.max(0, timeMs));
    var found = consumer.offsetsForTimes(asked).get(place);
    if (found == null) {
      consumer.seekToBeginning(Set.of(place));
    } else {
      consumer.seek(place, found.offset());
    }
  }

  private void copy(AudioChunk chunk, HeardWindow window, short[] samples, boolean[] there) {
    int rate = frontEnd.sampleRateHz();
    short[] heard = StreamResampler.resample(chunk.samples(), chunk.rateHz(), rate);
    long first =
        chunk.firstSample().isPresent()
            ? chunk.firstSample().getAsLong() * rate / chunk.rateHz() - window.firstSample()
            : (chunk.captureMs() - window.startMs()) * rate / 1_000;
    if (first >= samples.length || first <= -heard.length) {
      return;
    }
    int from = (int) Math.max(0, -first);
    int to = (int) Math.min(heard.length, samples.length - first);
    if (from < to) {
      System.arraycopy(heard, from, samples, Math.toIntExact(first) + from, to - from);
      Arrays.fill(there, Math.toIntExact(first) + from, Math.toIntExact(first) + to, true);
    }
  }
}
