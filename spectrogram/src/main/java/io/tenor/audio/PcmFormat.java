package io.tenor.audio;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the bytes of a raw audio chunk are to be read.
 *
 * @param sampleRateHz one of {@link #SAMPLE_RATES_HZ}
 * @param encoding of one sample
 * @param channels interleaved, 1 to {@link #MAX_CHANNELS}
 */
public record PcmFormat(int sampleRateHz, Encoding encoding, int channels) {

  /** How one sample is written. */
  public enum Encoding {
    /** 16-bit signed integer, little endian. */
    S16LE(SampleCode.S16),
    /** 16-bit signed integer, big endian. */
    S16BE(SampleCode.S16_BIG),
    /** 32-bit float, little endian, full scale -1 to 1. */
    F32LE(SampleCode.F32),
    /** G.711 mu-law, one byte. */
    MULAW(SampleCode.MULAW),
    /** G.711 A-law, one byte. */
    ALAW(SampleCode.ALAW);

    private final SampleCode code;

    Encoding(SampleCode code) {
      this.code = code;
    }

    /** Bytes that one sample takes. */
    public int bytes() {
      return code.bytes();
    }

    SampleCode code() {
      return code;
    }

    /** As a content type names it, such as {@code s16le}. */
    public String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The media type that {@link #parse} takes, without parameters. */
  public static final String MEDIA_TYPE = "audio/pcm";

  /** 16 bits, big endian, with a rate (RFC 2586). */
  private static final String L16 = "audio/l16";

  /** G.711 at 8 kHz unless told otherwise (RFC 2046, RFC 4856). */
  private static final Map<String, Encoding> TELEPHONY =
      Map.of(
          "audio/basic", Encoding.MULAW,
          "audio/pcmu", Encoding.MULAW,
          "audio/pcma", Encoding.ALAW);

  private static final int TELEPHONY_HZ = 8_000;

  /** Sample rates that are accepted. */
  public static final List<Integer> SAMPLE_RATES_HZ =
      List.of(8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

  /** The most channels that are accepted. */
  public static final int MAX_CHANNELS = 8;

  /** What a chunk without a content type is: 16 kHz, s16le, mono. */
  public static final PcmFormat DEFAULT = new PcmFormat(16_000, Encoding.S16LE, 1);

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is not accepted
   */
  public PcmFormat {
    if (!SAMPLE_RATES_HZ.contains(sampleRateHz)) {
      throw new IllegalArgumentException(
          "The sample rate " + sampleRateHz + " Hz is not one of " + SAMPLE_RATES_HZ);
    }
    Objects.requireNonNull(encoding, "encoding is null");
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "The number of channels is " + channels + ", not 1 to " + MAX_CHANNELS);
    }
  }

  /**
   * Reads {@code audio/pcm;rate=16000;encoding=s16le;channels=1}: upper and lower case are alike,
   * parameters come in any order, and one that is missing has the value shown here. Reads likewise
   * {@code audio/L16;rate=16000;channels=1}, whose samples are big endian, and G.711 as {@code
   * audio/basic}, {@code audio/PCMU} and {@code audio/PCMA}, at 8 kHz unless they have a rate.
   *
   * @throws IllegalArgumentException in one sentence, if it is no such content type
   */
  public static PcmFormat parse(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    String type = parts[0].strip();
    boolean named = type.equals(L16) || TELEPHONY.containsKey(type);
    if (!named && !type.equals(MEDIA_TYPE)) {
      throw new IllegalArgumentException(
          "The content type '" + contentType + "' is not " + MEDIA_TYPE + " with parameters");
    }
    var values = new HashMap<String, String>();
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      addParameter(contentType, part.strip(), values);
    }
    int channels = whole(contentType, values, "channels", DEFAULT.channels);
    if (!named) {
      return new PcmFormat(
          whole(contentType, values, "rate", DEFAULT.sampleRateHz),
          encoding(contentType, values),
          channels);
    }
    if (values.containsKey("encoding")) {
      throw new IllegalArgumentException(
          "The content type '" + contentType + "' names its encoding twice");
    }
    if (type.equals(L16) && !values.containsKey("rate")) {
      throw new IllegalArgumentException(
          "The content type '" + contentType + "' has no rate, which audio/L16 has to have");
    }
    return new PcmFormat(
        whole(contentType, values, "rate", TELEPHONY_HZ),
        TELEPHONY.getOrDefault(type, Encoding.S16BE),
        channels);
  }

  private static void addParameter(String contentType, String part, Map<String, String> values) {
    if (part.isEmpty()) {
      return;
    }
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals).strip();
    if (equals < 0 || !List.of("rate", "encoding", "channels").contains(name)) {
      throw new IllegalArgumentException(
          "The content type '"
              + contentType
              + "' has the parameter '"
              + part
              + "', which is not rate=, encoding= or channels= with a value");
    }
    String value = part.substring(equals + 1).strip();
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    String previous =
        values.put(name, quoted ? value.substring(1, value.length() - 1).strip() : value);
    if (previous != null) {
      throw new IllegalArgumentException(
          "The content type '" + contentType + "' has the parameter " + name + " twice");
    }
  }

  private static int whole(
      String contentType, Map<String, String> values, String name, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The content type '" + contentType + "' has no whole number as " + name, e);
    }
  }

  private static Encoding encoding(String contentType, Map<String, String> values) {
    String value = values.getOrDefault("encoding", DEFAULT.encoding.parameter());
    return Arrays.stream(Encoding.values())
        .filter(encoding -> encoding.parameter().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The content type '"
                        + contentType
                        + "' has the encoding '"
                        + value
                        + "', not one of "
                        + Arrays.stream(Encoding.values())
                            .map(Encoding::parameter)
                            .collect(Collectors.joining(", "))));
  }

  /** Bytes of one frame: a sample of every channel. */
  public int frameBytes() {
    return channels * encoding.bytes();
  }

  /** The content type that {@link #parse} reads back, every parameter written out. */
  public String contentType() {
    return MEDIA_TYPE
        + ";rate="
        + sampleRateHz
        + ";encoding="
        + encoding.parameter()
        + ";channels="
        + channels;
  }
}
