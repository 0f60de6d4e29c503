package io.tenor.streams.load;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RampSearchTest {

  private static int found(int first, int carried) {
    var search = new RampSearch(first, 0.05);
    while (search.next().isPresent()) {
      search.tried(search.next().getAsInt() <= carried);
    }
    return search.largest();
  }

  @Property
  void whatIsCarriedIsFoundWithinItsPrecision(
      @ForAll @IntRange(min = 1, max = 500) int first,
      @ForAll @IntRange(min = 1, max = 20_000) int carried) {
    // When
    int found = found(first, carried);

    // Then
    assertThat(found).isLessThanOrEqualTo(carried);
    assertThat((double) found).isGreaterThanOrEqualTo(carried / 1.05 - 1);
  }

  @Test
  void whereNotEvenOneIsCarriedNoneIsFound() {
    // When
    int found = found(100, 0);

    // Then
    assertThat(found).isZero();
  }
}
