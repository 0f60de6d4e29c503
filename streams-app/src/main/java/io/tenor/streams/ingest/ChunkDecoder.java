package io.tenor.streams.ingest;

import io.tenor.audio.Mix;
import io.tenor.audio.PcmDecoder;
import io.tenor.audio.PcmFormat;
import io.tenor.audio.WavFile;
import io.tenor.schema.AudioHeaders;
import io.tenor.schema.SensorContext;
import io.tenor.streams.ingest.Rejection.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Turns the parts of a Kafka record into an {@link AudioChunk}, or says why it cannot. It never
 * throws on account of what a sensor sent. Stateless and thread-safe.
 */
public final class ChunkDecoder {

  /** The largest chunk accepted, in bytes: 1 MiB, half a minute of 16 kHz samples. */
  public static final int MAX_CHUNK_BYTES = 1 << 20;

  /** The timestamp of a Kafka record that has none. */
  public static final long NO_TIME = -1;

  /** The year 9999 begins: what is later is no time of a recording. */
  private static final long END_MS = 253_370_764_800_000L;

  /** The session of a sensor that does not name one. */
  public static final String NO_SESSION = "-";

  /** The longest pause that one record may announce, in samples. */
  public static final int MAX_PAUSE_SAMPLES = MAX_CHUNK_BYTES / Short.BYTES;

  private static final int MAX_SESSION_LENGTH = 200;
  private static final int MAX_QUOTED = 60;

  /** The largest sample of comfort noise: about -64 dB. */
  private static final int COMFORT_NOISE = 24;

  private static final Set<String> WAV_TYPES =
      Set.of("audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave", "audio/x-pn-wav");

  /**
   * Whether a timestamp can be the time at which something was captured: from 1970 and before the
   * year 9999.
   */
  public static boolean isCaptureTime(long timestampMs) {
    return timestampMs >= 0 && timestampMs < END_MS;
  }

  /**
   * Reads one record.
   *
   * @param context the context that its topic stands for
   * @param key the record's key: the sensor id in UTF-8
   * @param value the audio bytes; none where a pause is announced
   * @param headers see {@link AudioHeaders}
   * @param timestampMs capture time of the first sample, milliseconds since 1970
   */
  public Ingested decode(
      SensorContext context, byte[] key, byte[] value, Headers headers, long timestampMs) {
    try {
      var sensor = sensor(context, key);
      boolean pause = value == null || value.length == 0;
      if (pause && text(headers, AudioHeaders.SILENCE).isEmpty()) {
        return new Rejection(Reason.EMPTY, "the chunk is empty");
      }
      if (!pause && value.length > MAX_CHUNK_BYTES) {
        return new Rejection(
            Reason.TOO_LARGE,
            "the chunk has %d bytes, at most %d are accepted: send shorter chunks"
                .formatted(value.length, MAX_CHUNK_BYTES));
      }
      if (!isCaptureTime(timestampMs)) {
        return new Rejection(
            Reason.BAD_TIMESTAMP,
            timestampMs < 0
                ? "the record has no capture time"
                : "the record's capture time is not before the year 9999");
      }
      var session = session(headers);
      var firstSample = firstSample(headers);
      var contentType = text(headers, AudioHeaders.CONTENT_TYPE);
      if (pause) {
        var format = format(contentType.orElse(""));
        var samples =
            pause(headers, firstSample.orElse(timestampMs * format.sampleRateHz() / 1_000));
        return new AudioChunk(
                sensor, session, firstSample, timestampMs, format.sampleRateHz(), samples)
            .asPause();
      }
      return audio(value, contentType).at(sensor, session, firstSample, timestampMs);
    } catch (Refused refused) {
      return refused.rejection;
    }
  }

  private static SensorKey sensor(SensorContext context, byte[] key) {
    if (key == null) {
      throw new Refused(Reason.BAD_SENSOR_ID, "the record has no key: the key is the sensor id");
    }
    try {
      var id = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
      return new SensorKey(context, id);
    } catch (CharacterCodingException e) {
      throw new Refused(Reason.BAD_SENSOR_ID, "the record's key is not UTF-8 text");
    } catch (IllegalArgumentException e) {
      throw new Refused(Reason.BAD_SENSOR_ID, e.getMessage());
    }
  }

  private static String session(Headers headers) {
    var session = text(headers, AudioHeaders.SESSION).orElse(NO_SESSION);
    if (session.isBlank()
        || session.length() > MAX_SESSION_LENGTH
        || session.codePoints().anyMatch(Character::isISOControl)) {
      throw new Refused(
          Reason.BAD_SESSION,
          "the header session has 1 to %d printable characters".formatted(MAX_SESSION_LENGTH));
    }
    return session;
  }

  private static OptionalLong firstSample(Headers headers) {
    var text = text(headers, AudioHeaders.FIRST_SAMPLE);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      var index = Long.parseLong(text.get().strip());
      // Half the range leaves room for the arithmetic of resampling.
      if (index >= 0 && index < Long.MAX_VALUE / (1L << 20)) {
        return OptionalLong.of(index);
      }
      if (index < 0 && index >= Integer.MIN_VALUE) {
        // A counter of 32 bits with a sign has come to its end: without the sign it goes on.
        return OptionalLong.of(Integer.toUnsignedLong((int) index));
      }
    } catch (NumberFormatException e) {
      // Said below, like an index out of range.
    }
    throw new Refused(
        Reason.BAD_FIRST_SAMPLE,
        "the header first-sample is the decimal index of a sample, not «%s»"
            .formatted(quoted(text.get())));
  }

  private static Mono audio(byte[] value, Optional<String> contentType) {
    var type = contentType.map(t -> t.strip().toLowerCase(Locale.ROOT)).orElse("");
    if (isWav(type)) {
      try {
        var wav = WavFile.readPart(value);
        if (!PcmFormat.SAMPLE_RATES_HZ.contains(wav.sampleRateHz())) {
          throw new Refused(
              Reason.UNKNOWN_FORMAT,
              "the WAV has %d samples a second; accepted are %s"
                  .formatted(wav.sampleRateHz(), PcmFormat.SAMPLE_RATES_HZ));
        }
        return new Mono(wav);
      } catch (IllegalArgumentException e) {
        throw new Refused(Reason.UNREADABLE, e.getMessage());
      }
    }
    var format = format(type);
    try {
      return new Mono(PcmDecoder.mix(value, format));
    } catch (IllegalArgumentException e) {
      throw new Refused(Reason.UNREADABLE, e.getMessage());
    }
  }

  private static PcmFormat format(String type) {
    try {
      return type.isEmpty() ? PcmFormat.DEFAULT : PcmFormat.parse(type);
    } catch (IllegalArgumentException e) {
      throw new Refused(Reason.UNKNOWN_FORMAT, e.getMessage());
    }
  }

  /**
   * The comfort noise of an announced pause (RFC 3389 has the idea): quiet enough to be nobody, and
   * loud enough not to be taken for a microphone that is dead. It depends on the indices of the
   * samples alone, so a pause may be cut anywhere.
   *
   * @param first index of its first sample
   */
  private static short[] pause(Headers headers, long first) {
    var text = text(headers, AudioHeaders.SILENCE).orElse("");
    int count;
    try {
      count = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      count = 0; // said below, like a number out of range
    }
    if (count < 1 || count > MAX_PAUSE_SAMPLES) {
      throw new Refused(
          Reason.UNREADABLE,
          "the header silence is a number of samples from 1 to %d, not «%s»"
              .formatted(MAX_PAUSE_SAMPLES, quoted(text)));
    }
    var samples = new short[count];
    for (int i = 0; i < count; i++) {
      // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): each index has its own number.
      long bits = (first + i) * 0x9e3779b97f4a7c15L;
      bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
      bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
      samples[i] = (short) ((bits >>> 32) % (2 * COMFORT_NOISE + 1) - COMFORT_NOISE);
    }
    return samples;
  }

  private static boolean isWav(String type) {
    return WAV_TYPES.contains(type.split(";", 2)[0].strip());
  }

  /** A header's text; the zero byte that ends a string in C is none of it. */
  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    int length = header.value().length;
    while (length > 0 && header.value()[length - 1] == 0) {
      length--;
    }
    return Optional.of(new String(header.value(), 0, length, StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    var printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= MAX_QUOTED ? printable : printable.substring(0, MAX_QUOTED) + "…";
  }

  private record Mono(Mix mix) {

    Ingested at(SensorKey sensor, String session, OptionalLong firstSample, long captureMs) {
      return mix.mean().length == 0
          ? new Rejection(Reason.EMPTY, "the chunk holds no sample")
          : new AudioChunk(
              sensor,
              session,
              firstSample,
              captureMs,
              mix.sampleRateHz(),
              mix.mean(),
              mix.difference(),
              false);
    }
  }

  /** Leaves {@link #decode} from wherever the fault was found; carries no stack trace. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Rejection rejection;

    Refused(Reason reason, String message) {
      super(message, null, false, false);
      this.rejection = new Rejection(reason, message);
    }
  }
}
