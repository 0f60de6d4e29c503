package io.tenor.streams.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes records into a folder. Audio is written before the line of the index that names it, so a
 * folder whose writing was cut off has all that its index tells; a writer that goes on cuts the
 * files back to that.
 */
public final class RecordingWriter implements AutoCloseable {

  private static final int FLUSH = 200;

  /** What tells the files of a session apart. */
  private static final Pattern NUMBER = Pattern.compile("(\\+\\d+)?\\.\\w+$");

  private final Path folder;
  private final Map<String, String> kinds = new HashMap<>();
  private final FilePlan plan = new FilePlan();
  private final AudioFiles files;
  private final Map<String, Long> next = new HashMap<>();
  private final Set<String> sessions = new HashSet<>();
  private RecordingManifest manifest;
  private FileChannel lines;
  private BufferedWriter index;
  private long records;
  private long labels;

  /**
   * What is to be recorded.
   *
   * @param topics by kind: {@code driver}, {@code ward}, {@code labels}
   * @param span of them; empty for all
   * @param sensors empty for all
   */
  public record Request(Map<String, String> topics, String span, List<String> sensors) {}

  private RecordingWriter(Path folder, RecordingManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    this.files = new AudioFiles(folder);
    manifest.topics().forEach((kind, topic) -> kinds.put(topic, kind));
  }

  /**
   * Goes on with a folder, or begins one.
   *
   * @param ends where each partition, {@code kind/number}, ends now
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException in one sentence, if there is something else in the folder
   */
  public static RecordingWriter open(
      Path folder, Request request, Instant now, Map<String, Long> ends) throws IOException {
    var before = RecordingManifest.of(folder);
    if (before.isPresent()) {
      requireSame(folder, before.get(), request);
      var writer = new RecordingWriter(folder, before.get());
      try {
        writer.goOn();
      } catch (IllegalArgumentException e) {
        writer.lines.close();
        throw e;
      }
      return writer;
    }
    if (Files.isDirectory(folder) && !isEmpty(folder)) {
      throw new IllegalArgumentException(
          "%s holds something else: give a new folder".formatted(folder));
    }
    create(folder);
    var manifest =
        RecordingManifest.begun(request.topics(), request.span(), request.sensors(), now, ends);
    manifest.write(folder);
    var writer = new RecordingWriter(folder, manifest);
    writer.openIndex();
    return writer;
  }

  /** Only its owner may look into a folder that is made here: it is audio of people. */
  private static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.toAbsolutePath().getParent());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static void requireSame(Path folder, RecordingManifest before, Request request) {
    if (before.complete()) {
      throw new IllegalArgumentException(
          "%s holds a recording that is complete: give a new folder".formatted(folder));
    }
    if (!before.isOf(request.topics(), request.span(), request.sensors())) {
      throw new IllegalArgumentException(
          "%s holds the beginning of another recording: give a new folder, or the same options as then"
              .formatted(folder));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Opens the index for this writer alone. */
  private void openIndex() throws IOException {
    lines =
        FileChannel.open(
            folder.resolve(RecordingManifest.INDEX),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
    index = new BufferedWriter(Channels.newWriter(lines, UTF_8));
    boolean alone;
    try {
      alone = lines.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      alone = false;
    }
    if (!alone) {
      lines.close();
      throw new IllegalArgumentException(
          "Another command writes into %s: let one of them run".formatted(folder));
    }
  }

  /** Takes up what the index tells, and cuts off what it does not. */
  private void goOn() throws IOException {
    openIndex();
    var file = folder.resolve(RecordingManifest.INDEX);
    long length = 0;
    try (var told = new WholeLines(file)) {
      for (var line = told.next(); line.isPresent(); line = told.next()) {
        if (!known(parsed(line.get(), told.number()), told.number())) {
          break;
        }
        length = told.bytes();
      }
    }
    lines.truncate(length);
    for (var audio : plan.files().values()) {
      files.cut(audio);
    }
  }

  private RecordLine parsed(String line, long number) {
    try {
      return RecordLine.parse(line);
    } catch (IllegalArgumentException e) {
      throw damaged(number, e.getMessage());
    }
  }

  private IllegalArgumentException damaged(long number, String why) {
    return new IllegalArgumentException(
        "Line %d of the index of %s cannot be used (%s): give a new folder"
            .formatted(number, folder, why));
  }

  /**
   * Takes up a record that the index tells of.
   *
   * @return false if its audio is not there: the machine went down before it was on the disk
   */
  private boolean known(RecordLine line, long number) throws IOException {
    if (line.piece().isPresent()) {
      var piece = line.piece().get();
      var place = plan.place(line.kind(), line.key(), line.headers(), piece.length());
      if (!place.piece().equals(piece)) {
        throw damaged(number, "its audio would be elsewhere");
      }
      if (!files.holds(place.file())) {
        plan.takeBack(place);
        return false;
      }
    }
    counted(line);
    return true;
  }

  private void counted(RecordLine line) {
    records++;
    labels += line.kind().equals(RecordLine.LABELS) ? 1 : 0;
    next.put(line.kind() + '/' + line.partition(), line.offset() + 1);
    line.piece().ifPresent(piece -> sessions.add(NUMBER.matcher(piece.file()).replaceFirst("")));
  }

  /** Where to go on in a partition, {@code kind/number}; empty where nothing of it is recorded. */
  public Optional<Long> next(String partition) {
    return Optional.ofNullable(next.get(partition));
  }

  /** Where a partition was to end when the recording was begun. */
  public Optional<Long> end(String partition) {
    return Optional.ofNullable(manifest.ends().get(partition));
  }

  /** Writes a record. */
  public void write(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var kind = kinds.get(record.topic());
    Optional<RecordLine.Piece> piece = Optional.empty();
    if (!kind.equals(RecordLine.LABELS) && record.value() != null) {
      var place = plan.place(kind, record.key(), record.headers(), record.value().length);
      files.append(place, record.value());
      piece = Optional.of(place.piece());
    }
    var line =
        new RecordLine(
            kind,
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.headers(),
            piece,
            piece.isPresent() ? null : record.value());
    index.write(line.text());
    index.write('\n');
    counted(line);
    if (records % FLUSH == 0) {
      index.flush();
    }
  }

  /** Says that all is there. */
  public RecordingManifest complete() throws IOException {
    index.flush();
    var audio = plan.files().values();
    manifest =
        manifest.complete(
            records,
            labels,
            (int)
                sessions.stream()
                    .map(file -> file.substring(0, file.lastIndexOf('/')))
                    .distinct()
                    .count(),
            sessions.size(),
            audio.stream().mapToDouble(FilePlan.AudioFile::seconds).sum(),
            audio.stream().mapToLong(FilePlan.AudioFile::size).sum());
    manifest.write(folder);
    return manifest;
  }

  @Override
  public void close() throws IOException {
    files.close();
    index.close();
  }
}
