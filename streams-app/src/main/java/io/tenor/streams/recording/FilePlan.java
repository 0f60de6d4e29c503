package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenor.audio.PcmFormat;
import io.tenor.schema.AudioHeaders;
import io.tenor.streams.ingest.ChunkDecoder;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;

/**
 * Which file each piece of audio goes to: {@code audio/CONTEXT/SENSOR/SESSION.wav}, one a session,
 * as long as its chunks are of one format that a WAV file can hold. Where the format changes, or a
 * file would pass {@link #MOST_BYTES}, the next one is {@code SESSION+2.wav}. What no WAV file can
 * hold goes to {@code .bin}. The same pieces in the same order always go to the same places.
 */
final class FilePlan {

  /** A WAV file's lengths have 32 bits. */
  static final long MOST_BYTES = 2L << 30;

  private static final int LONGEST_NAME = 120;

  private final Map<String, AudioFile> files = new LinkedHashMap<>();
  private final Map<String, AudioFile> current = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  /** Paths in lower case: to some file systems {@code Bed} and {@code bed} are one name. */
  private final Set<String> taken = new HashSet<>();

  /** A file of the recording, and how much audio it holds. */
  static final class AudioFile {
    private final String path;
    private final Optional<PcmFormat> format;
    private long size;

    private AudioFile(String path, Optional<PcmFormat> format) {
      this.path = path;
      this.format = format;
    }

    /** Its path in the folder, with {@code /}. */
    String path() {
      return path;
    }

    /** What is in it; empty for raw bytes. */
    Optional<PcmFormat> format() {
      return format;
    }

    /** Length of the audio in it; 0 for raw bytes. */
    double seconds() {
      return format.map(pcm -> (double) size / pcm.frameBytes() / pcm.sampleRateHz()).orElse(0.0);
    }

    /** Bytes of audio in it. */
    long size() {
      return size;
    }
  }

  /** A place for a piece. */
  record Place(AudioFile file, RecordLine.Piece piece) {}

  /**
   * Finds the place of the next piece, which it then has.
   *
   * @param key of its record; may be null
   * @param length of it, bytes
   */
  Place place(String context, byte[] key, Headers headers, int length) {
    var session = text(headers, AudioHeaders.SESSION).orElse(ChunkDecoder.NO_SESSION);
    var sensor = key == null ? "+" : name(new String(key, UTF_8));
    var base = "audio/%s/%s/%s".formatted(context, sensor, name(session));
    var format = format(headers).filter(pcm -> length % pcm.frameBytes() == 0);
    var file = current.get(base);
    if (file == null || !file.format.equals(format) || file.size + length > MOST_BYTES) {
      file = new AudioFile(path(base, format.isPresent() ? ".wav" : ".bin"), format);
      current.put(base, file);
      files.put(file.path, file);
    }
    var piece = new RecordLine.Piece(file.path, file.size, length);
    file.size += length;
    return new Place(file, piece);
  }

  /** Undoes the last placing. */
  void takeBack(Place place) {
    place.file().size -= place.piece().length();
  }

  private String path(String base, String ending) {
    while (true) {
      int number = counts.merge(base, 1, Integer::sum);
      var path = base + (number == 1 ? "" : "+" + number) + ending;
      if (taken.add(path.toLowerCase(Locale.ROOT))) {
        return path;
      }
    }
  }

  /** All files so far. */
  Map<String, AudioFile> files() {
    return Collections.unmodifiableMap(files);
  }

  private static Optional<PcmFormat> format(Headers headers) {
    try {
      return Optional.of(
              text(headers, AudioHeaders.CONTENT_TYPE)
                  .map(PcmFormat::parse)
                  .orElse(PcmFormat.DEFAULT))
          .filter(format -> format.encoding() != PcmFormat.Encoding.S16BE); // a WAV has none
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), UTF_8));
  }

  /** A name that any file system takes: percent-encoded, and shortened with a hash if too long. */
  static String name(String text) {
    var name = URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
    if (name.startsWith(".")) {
      name = "%2E" + name.substring(1);
    }
    if (name.isEmpty()) {
      name = "%";
    }
    return name.length() <= LONGEST_NAME
        ? name
        : "%s%%~%08x".formatted(name.substring(0, LONGEST_NAME), text.hashCode());
  }
}
