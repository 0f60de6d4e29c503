package io.tenor.streams.window;

import static io.tenor.streams.window.Chunks.SENSOR;
import static io.tenor.streams.window.Chunks.SETTINGS;
import static io.tenor.streams.window.Chunks.START_MS;
import static io.tenor.streams.window.Chunks.audio;
import static io.tenor.streams.window.Chunks.fingerprints;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.streams.ingest.AudioChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What comes out does not depend on how the chunks come: in which order, within the bound; how
 * often; how the audio was cut; and where the application was started again.
 */
class DeliveryTest {

  private static final int RATE = 16_000;

  /**
   * Chunks that are shuffled together, with those that are lost among them, span less than the two
   * seconds that the monitor waits.
   */
  private static final int LONGEST_CHUNK = 4_000;

  private static final int SHUFFLED = 5;

  /** After a lost chunk so many come. */
  private static final int HEARD_AFTER_LOST = 3;

  /** A chunk comes twice within so many deliveries: no session is so short. */
  private static final int TWICE_WITHIN = 8;

  @Property(tries = 60)
  void theWindowsAreThoseOfOrderedDelivery(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int sessions) {
    var some = new Delivery(seed);
    var perSession = some.sessions(sessions);
    var ordered = perSession.stream().flatMap(List::stream).toList();

    // When
    var delivered = some.doubled(perSession.stream().map(some::shuffled).toList());
    var windows = some.heard(delivered);

    // Then
    assertThat(fingerprints(windows)).isEqualTo(fingerprints(Chunks.windows(ordered)));
  }

  @Property(tries = 30)
  void theWindowsAreThoseOfOtherChunks(@ForAll long seed) {
    // Given: the same session without gaps, cut twice
    var some = new Delivery(seed);
    var speech = audio(5 * RATE + some.random.nextInt(5 * RATE), seed);

    // When
    var one = some.cut("s1", START_MS, speech, 0);
    var other = some.cut("s1", START_MS, speech, 0);

    // Then
    assertThat(Chunks.windows(other)).isNotEmpty();
    assertThat(fingerprints(some.heard(some.shuffled(one))))
        .isEqualTo(fingerprints(Chunks.windows(other)));
  }

  /** Makes audio and delivers it, at random. */
  private static final class Delivery {

    private final Random random;

    Delivery(long seed) {
      random = new Random(seed);
    }

    /** Sessions, one after the other, in which audio is missing here and there. */
    List<List<AudioChunk>> sessions(int count) {
      var sessions = new ArrayList<List<AudioChunk>>();
      long start = START_MS;
      for (int i = 0; i < count; i++) {
        var speech = audio(4 * RATE + random.nextInt(6 * RATE), random.nextLong());
        sessions.add(cut("s" + i, start, speech, 0.04));
        start += speech.length * 1_000L / RATE + 100 + random.nextInt(5_000);
      }
      return sessions;
    }

    List<AudioChunk> cut(String session, long startMs, short[] speech, double lost) {
      var chunks = new ArrayList<AudioChunk>();
      int heardSince = 0; // so the first is not lost
      for (int from = 0; from < speech.length; ) {
        int to = Math.min(speech.length, from + 400 + random.nextInt(LONGEST_CHUNK - 400));
        if (heardSince < HEARD_AFTER_LOST || random.nextDouble() >= lost) {
          heardSince++;
          chunks.add(
              new AudioChunk(
                  SENSOR,
                  session,
                  OptionalLong.of(from),
                  startMs + from * 1_000L / RATE,
                  RATE,
                  Arrays.copyOfRange(speech, from, to)));
        } else {
          heardSince = 0;
        }
        from = to;
      }
      return chunks;
    }

    /**
     * Blocks of chunks in any order. The first of a session stays: nobody can know that it was
     * overtaken.
     */
    List<AudioChunk> shuffled(List<AudioChunk> chunks) {
      var mixed = new ArrayList<>(chunks);
      for (int from = 1; from < mixed.size(); from += SHUFFLED) {
        Collections.shuffle(mixed.subList(from, Math.min(mixed.size(), from + SHUFFLED)), random);
      }
      return mixed;
    }

    /** Some come again, which may be in the session after. */
    List<AudioChunk> doubled(List<List<AudioChunk>> sessions) {
      var delivered = new ArrayList<AudioChunk>();
      sessions.forEach(delivered::addAll);
      for (int i = delivered.size() - TWICE_WITHIN; i > 0; i--) {
        if (random.nextInt(5) == 0) {
          delivered.add(i + 1 + random.nextInt(TWICE_WITHIN), delivered.get(i));
        }
      }
      return delivered;
    }

    /** Hears them all; the application is started again now and then. */
    List<DueWindow> heard(List<AudioChunk> chunks) {
      Map<Long, AudioChunk> kept = new TreeMap<>();
      var stored = new StoredBlocks();
      var windows = new ArrayList<DueWindow>();
      var buffer = buffer(new SensorTimeline(SENSOR, WindowTools.of(SETTINGS)), kept);
      for (var chunk : chunks) {
        for (var step : buffer.accept(chunk)) {
          stored.append(step.advance());
          windows.addAll(step.advance().due());
        }
        if (random.nextInt(12) == 0) {
          kept.replaceAll(
              (number, held) ->
                  HeldChunk.decode(new HeldChunk(held).encode()).orElseThrow().chunk());
          buffer =
              buffer(
                  SensorTimeline.restore(SENSOR, WindowTools.of(SETTINGS), buffer.encode(), stored)
                      .orElseThrow(),
                  kept);
        }
      }
      for (var step : buffer.release()) {
        windows.addAll(step.advance().due());
      }
      return windows;
    }

    private static ReorderBuffer buffer(SensorTimeline timeline, Map<Long, AudioChunk> kept) {
      return new ReorderBuffer(
          timeline,
          SETTINGS,
          kept,
          new ReorderBuffer.Store() {
            @Override
            public void put(long number, AudioChunk chunk) {
              kept.put(number, chunk);
            }

            @Override
            public void delete(long number) {
              kept.remove(number);
            }
          });
    }
  }
}
