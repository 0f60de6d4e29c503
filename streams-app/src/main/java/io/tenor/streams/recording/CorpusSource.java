package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.audio.PcmFormat;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.schema.AudioHeaders;
import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionLabel;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import io.tenor.streams.ingest.SensorKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A corpus as if sensors had heard it: each speaker is a sensor, {@code speaker-03}, and hears
 * their utterances as {@link CorpusTimeline} has them. First come the labels, then audio, the
 * sensors in step with each other.
 */
public final class CorpusSource extends NumberedSource {

  private static final Duration CHUNK = Duration.ofMillis(250);

  private final Topics topics;
  private final String session;
  private final int rateHz;
  private final Instant start;
  private final List<CorpusTimeline> timelines;
  private final List<EmotionLabel> labels;
  private final long all;

  /**
   * How a corpus becomes a recording.
   *
   * @param context where the sensors listen
   * @param speakers only these; empty for all
   * @param pause between two utterances at least
   */
  public record Layout(SensorContext context, List<String> speakers, Duration pause) {

    /** The pause unless another is asked for: no window of two seconds holds two utterances. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    /** The timeline of each speaker, in their order. */
    public List<CorpusTimeline> timelines(Corpus corpus) {
      return corpus.speakers().stream()
          .filter(speaker -> speakers.isEmpty() || speakers.contains(speaker))
          .map(speaker -> timeline(corpus, speaker))
          .toList();
    }

    private CorpusTimeline timeline(Corpus corpus, String speaker) {
      List<Utterance> own =
          corpus.utterances().stream().filter(u -> u.speaker().equals(speaker)).toList();
      return CorpusTimeline.of(
          new SensorKey(context, "speaker-" + speaker), own, corpus.sampleRateHz(), pause);
    }
  }

  /**
   * A source that has given nothing.
   *
   * @param topics where audio and labels go
   * @param start capture time of the sensors' first samples
   * @param given records that were given before, by a source like this
   */
  public CorpusSource(Corpus corpus, Layout layout, Topics topics, Instant start, long given) {
    super(topics.audio(layout.context()), start.toEpochMilli(), given);
    this.topics = topics;
    this.session = "corpus-" + corpus.sha256().substring(0, 8);
    this.rateHz = corpus.sampleRateHz();
    this.start = start;
    this.timelines = layout.timelines(corpus);
    this.labels = labels(timelines, start, corpus.name());
    long longest = timelines.stream().mapToLong(CorpusTimeline::length).max().orElse(0);
    this.all = labels.size() + (longest + chunk() - 1) / chunk() * timelines.size();
  }

  private static List<EmotionLabel> labels(
      List<CorpusTimeline> timelines, Instant start, String annotator) {
    var labels = new ArrayList<EmotionLabel>();
    timelines.forEach(timeline -> labels.addAll(timeline.labels(start, annotator)));
    labels.sort(Comparator.comparing(EmotionLabel::from).thenComparing(EmotionLabel::sensor));
    return labels;
  }

  private long chunk() {
    return CHUNK.toMillis() * rateHz / 1_000;
  }

  @Override
  protected long count() {
    return all;
  }

  /** A sensor that has ended has no further chunk. */
  @Override
  protected Optional<ConsumerRecord<byte[], byte[]>> record(long number) {
    if (number < labels.size()) {
      return Optional.of(label(number, labels.get(Math.toIntExact(number))));
    }
    long place = number - labels.size();
    var timeline = timelines.get(Math.toIntExact(place % timelines.size()));
    long from = place / timelines.size() * chunk();
    return from >= timeline.length()
        ? Optional.empty()
        : Optional.of(audio(number, timeline, from, Math.min(timeline.length(), from + chunk())));
  }

  private ConsumerRecord<byte[], byte[]> label(long number, EmotionLabel label) {
    return record(
        topics.labels(),
        number,
        label.from().toEpochMilli(),
        label.sensor().getBytes(UTF_8),
        EventSerdes.label().serializer().serialize(topics.labels(), label),
        CloudEventHeaders.of(label));
  }

  private ConsumerRecord<byte[], byte[]> audio(
      long number, CorpusTimeline timeline, long from, long to) {
    short[] samples = timeline.samples(from, to);
    var bytes = ByteBuffer.allocate(Short.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    Headers headers = new RecordHeaders();
    var format = new PcmFormat(rateHz, PcmFormat.Encoding.S16LE, 1);
    headers.add(AudioHeaders.CONTENT_TYPE, format.contentType().getBytes(UTF_8));
    headers.add(AudioHeaders.SESSION, session.getBytes(UTF_8));
    headers.add(AudioHeaders.FIRST_SAMPLE, Long.toString(from).getBytes(UTF_8));
    return record(
        topics.audio(timeline.sensor().context()),
        number,
        start.toEpochMilli() + from * 1_000 / rateHz,
        timeline.sensor().recordKey(),
        bytes.array(),
        headers);
  }

  /** The sensors. */
  public List<CorpusTimeline> timelines() {
    return timelines;
  }
}
