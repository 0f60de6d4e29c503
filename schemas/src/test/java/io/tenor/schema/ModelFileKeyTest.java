package io.tenor.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelFileKeyTest {

  private static final String SHA_256 = "0123456789abcdef".repeat(4);

  @Test
  void whatIsWrittenIsRead() {
    for (int part : new int[] {0, 9, 10, 1023}) {
      var key = new ModelFileKey(SHA_256, part);
      assertThat(ModelFileKey.parse(key.text())).isEqualTo(Optional.of(key));
    }
  }

  @Test
  void whatIsNoKeyIsNone() {
    for (var text :
        List.of(
            "", "/0", SHA_256, SHA_256 + "/", SHA_256 + "/-1", SHA_256 + "/00", SHA_256 + "/1 ")) {
      assertThat(ModelFileKey.parse(text)).as(text).isEmpty();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelFileKey("00", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelFileKey(SHA_256, -1));
  }

  @Test
  void theLastPartMayBeShorter() {
    assertThat(ModelFileKey.parts(1)).isEqualTo(1);
    assertThat(ModelFileKey.parts(ModelFileKey.PART_BYTES)).isEqualTo(1);
    assertThat(ModelFileKey.parts(ModelFileKey.PART_BYTES + 1)).isEqualTo(2);
  }
}
