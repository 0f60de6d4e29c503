package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tenor.audio.PcmFormat;
import io.tenor.streams.recording.FilePlan.AudioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The audio files of a recording. A WAV file's header is of a fixed length and is brought up to
 * date when the file is closed, so what is written is in its place at once.
 */
final class AudioFiles implements AutoCloseable {

  private static final int MOST_OPEN = 64;

  private final Path folder;
  private final Map<String, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, AudioFile> written = new LinkedHashMap<>();

  /** Of files as an earlier run has left them. */
  private final Map<String, Long> lengths = new HashMap<>();

  AudioFiles(Path folder) {
    this.folder = folder;
  }

  /** Bytes before the audio. */
  static int headerBytes(Optional<PcmFormat> format) {
    return format.map(pcm -> pcm.encoding() == PcmFormat.Encoding.S16LE ? 44 : 58).orElse(0);
  }

  /** Appends a piece in its place. */
  void append(FilePlan.Place place, byte[] value) throws IOException {
    var file = place.file();
    var channel = channel(file);
    long at = headerBytes(file.format()) + place.piece().at();
    if (place.piece().at() == 0) {
      channel.truncate(0); // of a file that was begun and is in no index
    }
    var bytes = ByteBuffer.wrap(value);
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Whether a file on the disk is long enough for what a plan has of it. */
  boolean holds(AudioFile file) throws IOException {
    Long length = lengths.get(file.path());
    if (length == null) {
      var path = folder.resolve(file.path());
      length = Files.exists(path) ? Files.size(path) : -1L;
      lengths.put(file.path(), length);
    }
    return headerBytes(file.format()) + file.size() <= length;
  }

  /** Cuts a file back to what a plan has of it, and makes one that is not there. */
  void cut(AudioFile file) throws IOException {
    var channel = channel(file);
    long length = headerBytes(file.format()) + file.size();
    channel.truncate(length);
  }

  private FileChannel channel(AudioFile file) throws IOException {
    written.put(file.path(), file);
    var channel = open.get(file.path());
    if (channel == null) {
      if (open.size() >= MOST_OPEN) {
        var oldest = open.keySet().iterator().next();
        finish(written.get(oldest), open.remove(oldest));
      }
      var path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      open.put(file.path(), channel);
    }
    return channel;
  }

  private static void finish(AudioFile file, FileChannel channel) throws IOException {
    try (channel) {
      var header = header(file);
      long at = 0;
      while (header.hasRemaining()) {
        at += channel.write(header, at);
      }
    }
  }

  private static ByteBuffer header(AudioFile file) {
    int length = headerBytes(file.format());
    var header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    if (file.format().isEmpty()) {
      return header;
    }
    var pcm = file.format().get();
    boolean integer = pcm.encoding() == PcmFormat.Encoding.S16LE;
    header.put(ascii("RIFF")).putInt((int) (length - 8 + file.size())).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(integer ? 16 : 18).putShort(code(pcm.encoding()));
    header.putShort((short) pcm.channels()).putInt(pcm.sampleRateHz());
    header.putInt(pcm.sampleRateHz() * pcm.frameBytes()).putShort((short) pcm.frameBytes());
    header.putShort((short) (8 * pcm.encoding().bytes()));
    if (!integer) {
      header.putShort((short) 0);
      header.put(ascii("fact")).putInt(4).putInt((int) (file.size() / pcm.frameBytes()));
    }
    return header.put(ascii("data")).putInt((int) file.size()).flip();
  }

  /** The format tags of "Multiple channel audio data and WAVE files", Microsoft, 2007. */
  private static short code(PcmFormat.Encoding encoding) {
    return switch (encoding) {
      case S16LE -> 1;
      case F32LE -> 3;
      case ALAW -> 6;
      case MULAW -> 7;
      case S16BE ->
          throw new IllegalArgumentException(
              "A WAV file has no big-endian samples"); // FilePlan knows
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public void close() {
    try {
      for (var entry : open.entrySet()) {
        finish(written.get(entry.getKey()), entry.getValue());
      }
      open.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
