package io.tenor.streams.recording;

import io.tenor.schema.CloudEventHeaders;
import io.tenor.schema.EmotionLabel;
import io.tenor.schema.EventSerdes;
import io.tenor.schema.SensorContext;
import io.tenor.schema.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/**
 * The records of a folder that {@link RecordingWriter} has made, for the topics of a deployment.
 */
public final class RecordingSource extends NumberedSource {

  private static final int MOST_OPEN = 64;

  private final Path folder;
  private final Topics topics;
  private final long count;
  private final long shiftMs;
  private final BufferedReader index;
  private final Iterator<String> lines;
  private final Map<String, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A source at some place of the recording.
   *
   * @param shiftMs added to what labels say of times; that of records is moved by who sends them
   * @param given records that were given before
   * @throws IOException if the index cannot be read
   */
  public RecordingSource(
      Path folder, RecordingManifest manifest, Topics topics, long shiftMs, long given)
      throws IOException {
    super(targets(manifest, topics).get(0), shiftMs, given);
    this.folder = folder;
    this.topics = topics;
    this.count = manifest.records();
    this.shiftMs = shiftMs;
    this.index = Files.newBufferedReader(folder.resolve(RecordingManifest.INDEX));
    this.lines = index.lines().skip(given).iterator();
  }

  /** The topics that a recording is for, at least one. */
  public static List<String> targets(RecordingManifest manifest, Topics topics) {
    return manifest.topics().keySet().stream()
        .map(kind -> SensorContext.ofLabel(kind).map(topics::audio).orElseGet(topics::labels))
        .toList();
  }

  /** The time of the first record of a folder that has one, ms since 1970; empty if none has. */
  public static Optional<Long> firstMs(Path folder) throws IOException {
    try (var lines = Files.lines(folder.resolve(RecordingManifest.INDEX))) {
      return lines.map(line -> RecordLine.parse(line).timeMs()).filter(ms -> ms >= 0).findFirst();
    }
  }

  @Override
  protected long count() {
    return count;
  }

  @Override
  protected Optional<ConsumerRecord<byte[], byte[]>> record(long number) {
    if (!lines.hasNext()) {
      throw new IllegalArgumentException(
          "The index of %s has %d lines where the manifest tells of %d: the recording is damaged"
              .formatted(folder, number, count));
    }
    try {
      return Optional.of(record(number, RecordLine.parse(lines.next())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Line %d of the index of %s cannot be read: %s"
              .formatted(number + 1, folder, e.getMessage()),
          e);
    }
  }

  private ConsumerRecord<byte[], byte[]> record(long number, RecordLine line) throws IOException {
    if (line.kind().equals(RecordLine.LABELS)) {
      return label(number, line);
    }
    var context =
        SensorContext.ofLabel(line.kind())
            .orElseThrow(() -> new IllegalArgumentException("its kind is unknown"));
    byte[] value = line.piece().isPresent() ? read(line.piece().get()) : line.value();
    return record(topics.audio(context), number, line.timeMs(), line.key(), value, line.headers());
  }

  private ConsumerRecord<byte[], byte[]> label(long number, RecordLine line) {
    byte[] value = line.value();
    Headers headers = line.headers();
    var shifted = shiftMs == 0 ? Optional.<EmotionLabel>empty() : shifted(value);
    if (shifted.isPresent()) {
      value = EventSerdes.label().serializer().serialize(topics.labels(), shifted.get());
      headers = CloudEventHeaders.of(shifted.get());
    }
    return record(topics.labels(), number, line.timeMs(), line.key(), value, headers);
  }

  /** A label at other times; what is no label stays as it is. */
  private Optional<EmotionLabel> shifted(byte[] value) {
    try {
      return Optional.ofNullable(
              EventSerdes.label().deserializer().deserialize(topics.labels(), value))
          .map(
              label ->
                  new EmotionLabel(
                      label.sensor(),
                      label.context(),
                      label.from().plusMillis(shiftMs),
                      label.to().plusMillis(shiftMs),
                      label.label(),
                      label.annotator()));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  private byte[] read(RecordLine.Piece piece) throws IOException {
    var path = folder.resolve(piece.file()).normalize();
    if (!path.startsWith(folder.normalize())) {
      throw new IllegalArgumentException("it names a file outside of the recording");
    }
    var channel = open.get(piece.file());
    if (channel == null) {
      if (open.size() >= MOST_OPEN) {
        open.remove(open.keySet().iterator().next()).close();
      }
      channel = FileChannel.open(path, StandardOpenOption.READ);
      open.put(piece.file(), channel);
    }
    var bytes = ByteBuffer.allocate(piece.length());
    long at = header(piece.file(), channel) + piece.at();
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, at + bytes.position());
      if (count < 0) {
        throw new IllegalArgumentException("its audio is not in " + piece.file());
      }
    }
    return bytes.array();
  }

  /** Bytes before the audio: that of integer samples has the shorter header. */
  private static int header(String file, FileChannel channel) throws IOException {
    if (!file.endsWith(".wav")) {
      return 0;
    }
    var length = ByteBuffer.allocate(1);
    channel.read(length, 16); // of the format chunk: 16 or 18 bytes
    return length.get(0) == 16 ? 44 : 58;
  }

  @Override
  public void close() {
    try {
      index.close();
      for (var channel : open.values()) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
