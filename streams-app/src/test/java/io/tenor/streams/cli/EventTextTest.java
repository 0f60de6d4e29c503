package io.tenor.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.AlertState;
import org.junit.jupiter.api.Test;

class EventTextTest {

  private final EventText text = new EventText(SampleEvents.ZONE);

  @Test
  void anEventIsALineWithTimeSensorLabelBarAndSpeech() {
    assertThat(text.line(SampleEvents.anger()))
        .isEqualTo(
            "11:00:02.000  ward    bed-4             anger      ██████····  61 %  speech  75 %");
  }

  @Test
  void silenceHasNoBarAndMissingAudioIsSaid() {
    assertThat(text.line(SampleEvents.silence()))
        .isEqualTo(
            "11:00:02.000  ward    bed-4             silence                     speech   0 %  (120 ms missing)");
  }

  @Test
  void unknownSaysWhetherTheModelWasAsked() {
    assertThat(text.line(SampleEvents.unsure()))
        .isEqualTo(
            "11:00:02.000  ward    bed-4             unknown    ████······  41 %  speech  75 %");
    assertThat(text.line(SampleEvents.drowned()))
        .isEqualTo(
            "11:00:02.000  ward    bed-4             unknown                     speech  75 %  (nobody stands out)");
  }

  @Test
  void aStatusIsALineWithWhatWentWrong() {
    assertThat(text.line(SampleEvents.status()))
        .isEqualTo(
            "11:01:01.000  ward    bed-4             offline        60.3 s in 241 chunks, 2 sessions"
                + "  (0.8 s missing in 2 gaps, 1 late, 5 out of order, 3 twice, clock moved by -0.4 s)");
  }

  @Test
  void anAlertIsALineWithItsStateItsRuleAndSinceWhen() {
    assertThat(text.line(SampleEvents.alert(AlertState.RAISED)))
        .isEqualTo(
            "11:00:06.500  ward    bed-4             raised        high    distress: anger or fear 81 % (peak 90 %) for 6.5 s"
                + "  #distress/ward/bed-4/s/1772359200000");
  }
}
