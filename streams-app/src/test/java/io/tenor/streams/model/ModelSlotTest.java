package io.tenor.streams.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelSlotTest {

  private static OnnxModel model(String version) {
    return OnnxModel.open(ComparingOnnx.bytes(version, 90), version, 1);
  }

  private static ModelOutput score(OnnxModel model) {
    return model.run(model.newBatch(1), 1);
  }

  private static void assertClosed(OnnxModel model) {
    assertThatThrownBy(() -> score(model)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aModelIsClosedWhenItWasReplacedAndTheLastWhoTookItGaveItBack() {
    // Given
    var one = model("1");
    try (var slot = new ModelSlot(one)) {
      var first = slot.lease();
      var second = slot.lease();

      // When
      slot.serve(model("2"));

      // Then
      assertThat(first.isCurrent()).isFalse();
      assertThat(first.live()).isSameAs(one);
      assertThat(score(one).probabilities()).hasDimensions(1, 7);
      first.close();
      first.close(); // once is enough
      assertThat(score(one).probabilities()).hasDimensions(1, 7);
      second.close();
      assertClosed(one);
      try (var now = slot.lease()) {
        assertThat(now.isCurrent()).isTrue();
        assertThat(now.live().version()).isEqualTo("comparing:2");
        assertThat(slot.metadata().version()).isEqualTo("2");
      }
    }
  }

  @Test
  void aSlotThatIsClosedClosesWhatNobodyHolds() {
    // Given
    var live = model("1");
    var shadow = model("2");
    var slot = new ModelSlot(live);
    slot.serveShadow(Optional.of(shadow));
    var lease = slot.lease();

    // When
    slot.close();
    slot.close();

    // Then
    assertThat(score(live).probabilities()).hasDimensions(1, 7);
    assertThat(score(shadow).probabilities()).hasDimensions(1, 7);
    lease.close();
    assertClosed(live);
    assertClosed(shadow);
  }

  @Test
  void aShadowThatFailedIsGoneUnlessItWasReplacedMeanwhile() {
    // Given
    var failed = model("2");
    var next = model("3");
    try (var slot = new ModelSlot(model("1"))) {
      slot.serveShadow(Optional.of(failed));

      // When, Then
      slot.drop(failed, "It broke.");
      assertThat(slot.dropped().orElseThrow().reason()).isEqualTo("It broke.");
      assertThat(slot.lease().shadow()).isEmpty();
      assertClosed(failed);
      slot.serveShadow(Optional.of(next));
      slot.drop(failed, "It broke.");
      assertThat(slot.dropped()).isEmpty();
      assertThat(slot.lease().shadow()).contains(next);
    }
  }
}
