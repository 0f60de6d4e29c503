package io.tenor.streams.ingest;

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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Turns the parts of a Kafka record into an {@link AudioChunk}, or says why it cannot. It never
 * throws on account of what a sensor sent. Stateless and thread-safe.
 */
public final class ChunkDecoder {

  /** The largest chunk accepted, in bytes: 1 MiB, half a minute of 16 kHz samples. */
  public static final int MAX_CHUNK_BYTES = 1 << 20;

  /** The session of a sensor that does not name one. */
  public static final String NO_SESSION = "-";

  private static final int MAX_SESSION_LENGTH = 200;
  private static final int MAX_QUOTED = 60;

  /**
   * Reads one record.
   *
   * @param context the context that its topic stands for
   * @param key the record's key: the sensor id in UTF-8
   * @param value the audio bytes
   * @param headers see {@link AudioHeaders}
   * @param timestampMs capture time of the first sample, milliseconds since 1970
   */
  public Ingested decode(
      SensorContext context, byte[] key, byte[] value, Headers headers, long timestampMs) {
    try {
      var sensor = sensor(context, key);
      if (value == null || value.length == 0) {
        return new Rejection(Reason.EMPTY, "the chunk is empty");
      }
      if (value.length > MAX_CHUNK_BYTES) {
        return new Rejection(
            Reason.TOO_LARGE,
            "the chunk has %d bytes, at most %d are accepted: send shorter chunks"
                .formatted(value.length, MAX_CHUNK_BYTES));
      }
      if (timestampMs < 0) {
        return new Rejection(Reason.BAD_TIMESTAMP, "the record has no capture time");
      }
      var session = session(headers);
      var firstSample = firstSample(headers);
      return audio(value, text(headers, AudioHeaders.CONTENT_TYPE))
          .at(sensor, session, firstSample, timestampMs);
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
        var wav = WavFile.read(value);
        if (!PcmFormat.SAMPLE_RATES_HZ.contains(wav.sampleRateHz())) {
          throw new Refused(
              Reason.UNKNOWN_FORMAT,
              "the WAV has %d samples a second; accepted are %s"
                  .formatted(wav.sampleRateHz(), PcmFormat.SAMPLE_RATES_HZ));
        }
        return new Mono(wav.sampleRateHz(), wav.samples());
      } catch (IllegalArgumentException e) {
        throw new Refused(Reason.UNREADABLE, e.getMessage());
      }
    }
    PcmFormat format;
    try {
      format = type.isEmpty() ? PcmFormat.DEFAULT : PcmFormat.parse(type);
    } catch (IllegalArgumentException e) {
      throw new Refused(Reason.UNKNOWN_FORMAT, e.getMessage());
    }
    try {
      return new Mono(format.sampleRateHz(), PcmDecoder.decode(value, format));
    } catch (IllegalArgumentException e) {
      throw new Refused(Reason.UNREADABLE, e.getMessage());
    }
  }

  private static boolean isWav(String type) {
    var bare = type.split(";", 2)[0].strip();
    return bare.equals("audio/wav") || bare.equals("audio/x-wav") || bare.equals("audio/vnd.wave");
  }

  private static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    var printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= MAX_QUOTED ? printable : printable.substring(0, MAX_QUOTED) + "…";
  }

  private record Mono(int rateHz, short[] samples) {

    Ingested at(SensorKey sensor, String session, OptionalLong firstSample, long captureMs) {
      return samples.length == 0
          ? new Rejection(Reason.EMPTY, "the chunk holds no sample")
          : new AudioChunk(sensor, session, firstSample, captureMs, rateHz, samples);
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
