package io.tenor.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.audio.WavFile;
import io.tenor.schema.Emotion;
import io.tenor.voice.VoiceProfile;
import io.tenor.voice.VoiceSynthesizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The trainer's commands as a user types them, on a corpus of a few seconds. */
abstract class TrainerCommands {

  private static final int RATE = VoiceSynthesizer.SAMPLE_RATE_HZ;
  private static final Map<Emotion, Character> LETTERS =
      Map.of(
          Emotion.ANGER, 'W',
          Emotion.BOREDOM, 'L',
          Emotion.DISGUST, 'E',
          Emotion.FEAR, 'A',
          Emotion.HAPPINESS, 'F',
          Emotion.SADNESS, 'T',
          Emotion.NEUTRAL, 'N');

  @TempDir Path folder;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @BeforeEach
  void recordTwoSpeakers() throws IOException {
    Path wavs = Files.createDirectories(folder.resolve("corpus/wav"));
    for (String speaker : List.of("03", "08")) {
      for (Map.Entry<Emotion, Character> letter : LETTERS.entrySet()) {
        VoiceProfile profile =
            VoiceProfile.of(letter.getKey().label()).forSpeaker(Long.parseLong(speaker));
        short[] samples = new VoiceSynthesizer(profile, 7).next(RATE);
        WavFile.write(wavs.resolve(speaker + "a01" + letter.getValue() + "a.wav"), RATE, samples);
      }
    }
  }

  /** Runs a command of three small steps on the corpus; its exit status. */
  int run(String command, String... more) {
    String corpus = folder.resolve("corpus").toString();
    List<String> args =
        new ArrayList<>(List.of(command, "--corpus", corpus, "--steps", "3", "--batch", "4"));
    args.addAll(List.of(more));
    if (!args.contains("--work")) {
      args.addAll(List.of("--work", folder.resolve("work").toString()));
    }
    return execute(args.toArray(String[]::new));
  }

  /** Runs a command as it is; its exit status. */
  int execute(String... args) {
    CommandLine line = TrainerCli.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(args);
  }

  /** Runs a command that has to succeed. */
  void succeed(String command, String... more) {
    assertThat(run(command, more)).as("%s", err).isZero();
  }

  static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
