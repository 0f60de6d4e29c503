package io.tenor.trainer.data;

import io.tenor.corpus.Corpus;
import io.tenor.corpus.Labels;
import io.tenor.corpus.Utterance;
import io.tenor.spectrogram.FrontEnd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of columns: the key as 64 hex digits; the levels of every variant of every utterance, one
 * after the other; for each of them the number of its columns (4 bytes, big-endian); and the
 * CRC-32C of all that (8 bytes).
 */
final class ColumnFile {

  private static final int KEY_BYTES = 64;

  /** What is mapped at once, at most: a buffer holds no 2 GB. */
  private static final long MOST_MAPPED = 1L << 30;

  private ColumnFile() {}

  /**
   * Maps a file.
   *
   * @return empty if there is none, or one of other columns or a damaged one
   */
  static Optional<TrainingSet> read(
      Path file, String key, Corpus corpus, FrontEnd frontEnd, int variants) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      List<Utterance> utterances = corpus.utterances();
      long indexAt =
          channel.size() - Long.BYTES - (long) Integer.BYTES * utterances.size() * variants;
      if (indexAt < KEY_BYTES || !isWhole(channel, key)) {
        return Optional.empty();
      }
      ByteBuffer index =
          channel.map(
              FileChannel.MapMode.READ_ONLY, indexAt, channel.size() - Long.BYTES - indexAt);
      Mapping mapping = new Mapping(channel, KEY_BYTES, indexAt);
      List<TrainingSet.Item> items = new ArrayList<>();
      for (Utterance utterance : utterances) {
        List<Columns> columns = new ArrayList<>();
        for (int variant = 0; variant < variants; variant++) {
          int bytes = Math.multiplyExact(index.getInt(), frontEnd.bands());
          columns.add(new Columns(frontEnd.bands(), mapping.next(bytes)));
        }
        items.add(new TrainingSet.Item(utterance, Labels.index(utterance.emotion()), columns));
      }
      return Optional.of(new TrainingSet(frontEnd, items));
    }
  }

  private static boolean isWhole(FileChannel channel, String key) throws IOException {
    long end = channel.size() - Long.BYTES;
    CRC32C checksum = new CRC32C();
    for (long at = 0; at < end; at += MOST_MAPPED) {
      checksum.update(
          channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(MOST_MAPPED, end - at)));
    }
    byte[] begin = new byte[KEY_BYTES];
    channel.map(FileChannel.MapMode.READ_ONLY, 0, KEY_BYTES).get(begin);
    long kept = channel.map(FileChannel.MapMode.READ_ONLY, end, Long.BYTES).getLong();
    return kept == checksum.getValue() && key.equals(new String(begin, StandardCharsets.US_ASCII));
  }

  /** Parts of a file, one after the other, in as few mapped buffers as can hold them. */
  private static final class Mapping {
    private final FileChannel channel;
    private final long end;
    private long mappedAt;
    private ByteBuffer mapped = ByteBuffer.allocate(0);
    private int at;

    Mapping(FileChannel channel, long begin, long end) {
      this.channel = channel;
      this.end = end;
      mappedAt = begin;
    }

    ByteBuffer next(int bytes) throws IOException {
      if (at + bytes > mapped.capacity()) {
        mappedAt += at;
        at = 0;
        mapped =
            channel.map(
                FileChannel.MapMode.READ_ONLY, mappedAt, Math.min(MOST_MAPPED, end - mappedAt));
      }
      ByteBuffer part = mapped.slice(at, bytes);
      at += bytes;
      return part;
    }
  }
}
