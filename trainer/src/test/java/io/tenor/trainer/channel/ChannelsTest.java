package io.tenor.trainer.channel;

import static io.tenor.trainer.channel.Sounds.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ChannelsTest {

  private static final Rooms ROOMS =
      new Rooms(List.of(new Room("r", new short[] {9_000, 0, 4_000, 1_000}, RATE)), "r".repeat(64));
  private static final Noises NOISES =
      new Noises(
          List.of(new BackgroundNoise("street", Sounds.noise(900, RATE, 1))), "n".repeat(64));
  private static final Channels CHANNELS =
      new Channels(Optional.of(ROOMS), Optional.of(NOISES), Noises.made(RATE));

  private static double share(List<Channel> drawn, Predicate<Channel> what) {
    return drawn.stream().filter(what).count() / (double) drawn.size();
  }

  @Test
  void everyPartComesAsOftenAsItIsSaid() {
    // When
    List<Channel> drawn = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 4_000; i++) {
      drawn.add(CHANNELS.draw(random));
    }

    // Then
    assertThat(share(drawn, c -> c.room().isPresent())).isCloseTo(0.35, within(0.03));
    assertThat(share(drawn, c -> c.place().isPresent())).isCloseTo(0.5, within(0.03));
    assertThat(share(drawn, c -> c.equaliser().isPresent())).isCloseTo(0.5, within(0.03));
    assertThat(share(drawn, c -> c.clipping().isPresent())).isCloseTo(0.1, within(0.03));
    assertThat(share(drawn, c -> c.line().isPresent())).isCloseTo(0.25, within(0.03));
    assertThat(drawn.stream().flatMap(c -> c.line().stream()).map(Object::getClass).distinct())
        .hasSize(3);
    assertThat(drawn.stream().flatMap(c -> c.place().stream()))
        .allMatch(place -> place.snrDb() >= 0 && place.snrDb() <= 30)
        .anyMatch(place -> place.noise().name().equals("street"))
        .anyMatch(place -> place.noise().name().startsWith("made"));
  }

  @Test
  void aSoundKeepsItsLengthAndTheSameRandomGivesTheSame() {
    short[] sound = Sounds.noise(2_000, 12_345, 7);
    for (int seed = 0; seed < 60; seed++) {
      Channel channel = CHANNELS.draw(new SplittableRandom(seed));
      short[] heard = channel.apply(sound, RATE, new SplittableRandom(seed));
      assertThat(heard).hasSize(sound.length);
      assertThat(
              CHANNELS
                  .draw(new SplittableRandom(seed))
                  .apply(sound, RATE, new SplittableRandom(seed)))
          .isEqualTo(heard);
    }
  }

  @Test
  void otherRoomsAndNoisesAreTold() {
    String all = CHANNELS.describe();
    assertThat(all).contains("rooms=" + "r".repeat(64), "noises=" + "n".repeat(64));
    assertThat(new Channels(Optional.empty(), Optional.empty(), Noises.made(RATE)).describe())
        .contains("rooms=none, noises=none");
  }
}
