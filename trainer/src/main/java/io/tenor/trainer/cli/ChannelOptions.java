package io.tenor.trainer.cli;

import io.tenor.spectrogram.FrontEnd;
import io.tenor.trainer.channel.Channels;
import io.tenor.trainer.channel.Noises;
import io.tenor.trainer.channel.Rooms;
import io.tenor.trainer.data.ChannelVariant;
import io.tenor.trainer.data.SampleNoise;
import io.tenor.trainer.data.SampleVariant;
import io.tenor.trainer.data.UtteranceVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say in which variants a network hears each recording. */
final class ChannelOptions {

  private static final int MOST_VARIANTS = 64;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--channels",
      description = {
        "compact: of the variants of each recording, let all but three be heard through a random"
            + " channel: another microphone's colour, steady noise at 0 to 30 dB, clipping, a"
            + " telephone or a codec. A speaker has one channel in each. Changes of loudness are up"
            + " to 15 dB either way, not 5."
      })
  private boolean channels;

  @Option(
      names = "--rooms",
      paramLabel = "DIR",
      description =
          "compact: --channels, and a third of them in a room: one of the impulse responses (WAV) in"
              + " this folder.")
  private Optional<Path> rooms = Optional.empty();

  @Option(
      names = "--noises",
      paramLabel = "DIR",
      description =
          "compact: --channels, with noise from the recordings (WAV) of places in this folder; they"
              + " are heard as nobody's emotion, too.")
  private Optional<Path> noises = Optional.empty();

  @Option(
      names = "--variants",
      paramLabel = "N",
      description =
          "compact: in how many variants each recording is heard, 1 to 8, or 1 to 64 with --channels"
              + " (default: 8). Memory and the time to compute columns grow with it.")
  private Optional<Integer> count = Optional.empty();

  private Channels loaded;

  /** Whether anything but the standard variants is asked for. */
  boolean given() {
    return wanted() || count.isPresent();
  }

  private boolean wanted() {
    return channels || rooms.isPresent() || noises.isPresent();
  }

  /**
   * What channels are drawn from, read once; empty if none are asked for.
   *
   * @throws CommandLine.ParameterException if a folder cannot be read
   */
  Optional<Channels> channels(FrontEnd frontEnd) {
    if (loaded == null && wanted()) {
      int rate = frontEnd.sampleRateHz();
      try {
        loaded =
            new Channels(
                rooms.isPresent() ? Optional.of(Rooms.read(rooms.get(), rate)) : Optional.empty(),
                noises.isPresent()
                    ? Optional.of(Noises.read(noises.get(), rate))
                    : Optional.empty(),
                Noises.made(rate));
      } catch (IOException e) {
        throw wrong(e.getMessage());
      }
    }
    return Optional.ofNullable(loaded);
  }

  /**
   * The variants, for a seed.
   *
   * @param noise how loud it is in the standard ones
   */
  List<? extends UtteranceVariant> variants(FrontEnd frontEnd, SampleNoise noise, long seed) {
    List<SampleVariant> standard = SampleVariant.standard(noise);
    int wanted = count.orElse(standard.size());
    return channels(frontEnd).isPresent()
        ? ChannelVariant.standard(wanted, channels(frontEnd).get(), seed)
        : standard.subList(0, wanted);
  }

  /**
   * What of them is not standard, in words; empty if nothing is.
   *
   * @param noise how loud it is in the standard ones
   * @throws CommandLine.ParameterException if what is given does not go together
   */
  Optional<String> describe(FrontEnd frontEnd, SampleNoise noise) {
    int most = wanted() ? MOST_VARIANTS : SampleVariant.standard(noise).size();
    if (count.isPresent() && (count.get() < 1 || count.get() > most)) {
      throw wrong("--variants is 1 to %d here, and is %d.".formatted(most, count.get()));
    }
    if (wanted() && noise != SampleNoise.LIGHT) {
      throw wrong(
          "--noise is of the variants without channels: leave it out, since noise is in every second"
              + " channel.");
    }
    List<String> words = new ArrayList<>();
    channels(frontEnd).map(Channels::describe).ifPresent(words::add);
    count
        .filter(n -> n != SampleVariant.standard(noise).size())
        .ifPresent(n -> words.add("variants=" + n));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", words));
  }

  private CommandLine.ParameterException wrong(String sentence) {
    return new CommandLine.ParameterException(spec.commandLine(), sentence);
  }
}
