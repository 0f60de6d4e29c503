package io.tenor.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbandonedTransactionsTest {

  private static final String ALIVE = "ward-0f4c9c1e-6f9d-4d7c-8a61-1f0a2f0b7d11";
  private static final String GONE = "ward-7c0d3b52-11aa-4f10-9a0e-3e5f5f9f6a02";

  @Test
  void onlyTransactionsOfThisApplicationWhoseInstanceIsGoneAreAbandoned() {
    // Given
    var open =
        List.of(
            ALIVE + "-1",
            GONE + "-1",
            GONE + "-12",
            "ward-2-7c0d3b52-11aa-4f10-9a0e-3e5f5f9f6a02-1",
            "ward-east-1",
            "someone-else");

    // When
    var abandoned =
        AbandonedTransactions.abandoned(
            "ward", open, Set.of(ALIVE + "-StreamThread-1-consumer", "another"));

    // Then
    assertThat(abandoned).containsExactly(GONE + "-1", GONE + "-12");
  }
}
