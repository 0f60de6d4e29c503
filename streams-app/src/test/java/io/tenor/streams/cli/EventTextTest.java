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
  void anAlertIsALineWithItsStateItsRuleAndSinceWhen() {
    assertThat(text.line(SampleEvents.alert(AlertState.RAISED)))
        .isEqualTo(
            "11:00:06.500  ward    bed-4             raised   high    distress: anger or fear for 6.5 s, 81 % (peak 90 %)");
  }
}
