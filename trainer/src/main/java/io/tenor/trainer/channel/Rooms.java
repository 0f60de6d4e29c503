package io.tenor.trainer.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Rooms to hear recordings in.
 *
 * @param all sorted by their names, at least one
 * @param sha256 64 lower-case hex digits over the files that they were read from
 */
public record Rooms(List<Room> all, String sha256) {

  /** Copies the list and refuses an empty one. */
  public Rooms {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there must be a room");
    }
  }

  /**
   * Reads the impulse responses of a folder: every WAV file in it and in the folders in it.
   *
   * @param sampleRateHz rate of the recordings that will be heard in them
   * @throws IOException in one sentence, if there is none or one cannot be read
   */
  public static Rooms read(Path folder, int sampleRateHz) throws IOException {
    SoundFolder files = SoundFolder.read(folder, sampleRateHz);
    return new Rooms(
        files.sounds().stream()
            .map(sound -> new Room(sound.name(), sound.samples(), sampleRateHz))
            .toList(),
        files.sha256());
  }

  /** One of them. */
  public Room draw(RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }

  /** The room whose reverberation is nearest to so many seconds; the first of equals. */
  public Room nearest(double seconds) {
    return all.stream()
        .min(Comparator.comparingDouble(room -> Math.abs(room.reverberationSeconds() - seconds)))
        .orElseThrow();
  }
}
