package io.tenor.streams.sensor;

import io.tenor.audio.PcmDecoder;
import io.tenor.audio.PcmFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/** The default microphone of this machine, mono, at 16 kHz or else what it offers. */
public final class MicrophoneSource implements AudioSource {

  private static final List<Integer> RATES_HZ = List.of(16_000, 48_000, 44_100);

  /** Audio that the device may hold while nobody reads it. */
  private static final Duration BUFFER = Duration.ofSeconds(2);

  private final TargetDataLine line;
  private final PcmFormat format;

  private MicrophoneSource(TargetDataLine line, PcmFormat format) {
    this.line = line;
    this.format = format;
  }

  /**
   * Opens it; recording begins with the first block.
   *
   * @throws SensorException if there is none, or another program holds it
   */
  public static MicrophoneSource open() {
    Exception last = null;
    for (int rate : RATES_HZ) {
      var wanted = new AudioFormat(rate, 16, 1, true, false);
      try {
        TargetDataLine line = AudioSystem.getTargetDataLine(wanted);
        line.open(wanted, (int) (BUFFER.toSeconds() * rate * Short.BYTES));
        return new MicrophoneSource(line, new PcmFormat(rate, PcmFormat.Encoding.S16LE, 1));
      } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
        last = e;
      }
    }
    throw new SensorException(
        "No microphone can be opened on this machine: connect or free one, or stream a recording"
            + " with --wav FILE or a voice with --voice EMOTION.",
        last);
  }

  @Override
  public Optional<AudioBlock> next(Duration atMost) {
    if (!line.isRunning()) {
      line.start();
    }
    long samples = Math.max(1, atMost.toNanos() * format.sampleRateHz() / 1_000_000_000L);
    byte[] bytes = new byte[Math.toIntExact(samples * format.frameBytes())];
    int count = line.read(bytes, 0, bytes.length);
    if (count <= 0) {
      return Optional.empty();
    }
    short[] decoded = PcmDecoder.decode(Arrays.copyOf(bytes, count), format);
    return Optional.of(new AudioBlock(format.sampleRateHz(), decoded));
  }

  @Override
  public Optional<Duration> length() {
    return Optional.empty();
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public Duration waiting() {
    return CaptureTimeline.time(line.available() / format.frameBytes(), format.sampleRateHz());
  }

  @Override
  public void close() {
    line.close();
  }
}
