package io.tenor.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.spectrogram.FrontEnd.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LowerChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMetadataTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  private static ModelMetadata compact() {
    return new ModelMetadata(
        "compact",
        "1.0.0",
        List.of("anger", "boredom", "disgust", "fear", "happiness", "sadness", "neutral"),
        FrontEnd.compact(),
        Optional.empty(),
        Optional.empty(),
        1.25,
        0.4,
        HASH,
        Map.of("loso_uar_mean", "0.79", "loso_uar_sd", "0.02"));
  }

  /** One that adapts; its values need all their digits. */
  private static ModelMetadata adaptive() {
    float[] mean = new float[40];
    float[] deviation = new float[40];
    for (int band = 0; band < 40; band++) {
      mean[band] = 255f * band / 41;
      deviation[band] = 10 + 1f / (band + 3);
    }
    var plain = compact();
    return new ModelMetadata(
        plain.name(),
        plain.version(),
        plain.labels(),
        plain.frontEnd(),
        Optional.of(new SensorNormalisation(mean, deviation, 300, 6_000)),
        Optional.of(
            new FeatureNormalisation(
                new float[] {-0.1f, 0, 1 / 3f}, new float[] {0, 1e-7f, 2}, 4, 1_200)),
        plain.temperature(),
        plain.unknownThreshold(),
        plain.trainingDataSha256(),
        plain.figures());
  }

  @Property
  void whatIsWrittenReadsBack(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name,
      @ForAll @IntRange(min = 1, max = 30) int bands,
      @ForAll @DoubleRange(min = 0, max = 300) double minHz,
      @ForAll @DoubleRange(min = -200, max = -1) double floorDb,
      @ForAll Scale scale,
      @ForAll @DoubleRange(min = 0.01, max = 10) double temperature,
      @ForAll @DoubleRange(min = 0, max = 1) double threshold,
      @ForAll @FloatRange(min = 0, max = 255) float mean,
      @ForAll @FloatRange(min = 0, minIncluded = false, max = 255) float deviation,
      @ForAll boolean adapts,
      @ForAll boolean compares,
      @ForAll @Size(max = 5)
          Map<
                  @LowerChars @StringLength(min = 1, max = 8) String,
                  @AlphaChars @StringLength(min = 1, max = 8) String>
              figures) {
    // Given
    var frontEnd =
        new FrontEnd(16_000, 1_024, 400, 160, scale, bands, minHz, 7_600, floorDb, 0, 198);
    var metadata =
        new ModelMetadata(
            name,
            "7",
            List.of("calm", "not-calm"),
            frontEnd,
            adapts ? Optional.of(adaptation(bands, mean, deviation)) : Optional.empty(),
            compares ? Optional.of(comparison(bands, mean, deviation)) : Optional.empty(),
            temperature,
            threshold,
            HASH,
            figures);

    // When
    var read = ModelMetadata.parse(metadata.toProperties());

    // Then
    assertThat(read).isEqualTo(metadata);
  }

  @Test
  void aLicenceGoesWithTheModelAndNeedsItsAttribution() {
    // Given
    var licence = new ModelLicence("CC BY-NC-SA 4.0", "learned from A (B, 2020)");

    // When
    var bound = compact().withLicence(licence);
    var props = new TreeMap<>(bound.toProperties());

    // Then
    assertThat(props)
        .containsEntry("tenor.licence", "CC BY-NC-SA 4.0")
        .containsEntry("tenor.attribution", "learned from A (B, 2020)");
    assertThat(ModelMetadata.parse(props)).isEqualTo(bound);
    assertThat(bound.withFigures(Map.of()).licence()).contains(licence);
    assertThat(compact().toProperties()).doesNotContainKey("tenor.licence");
    props.remove("tenor.attribution");
    assertThatThrownBy(() -> ModelMetadata.parse(props)).hasMessageContaining("tenor.attribution");
    props.put("tenor.attribution", "two\nlines");
    assertThatThrownBy(() -> ModelMetadata.parse(props)).hasMessageContaining("tenor.attribution");
  }

  private static SensorNormalisation adaptation(int bands, float mean, float deviation) {
    float[] means = new float[bands];
    float[] deviations = new float[bands];
    Arrays.fill(means, mean);
    Arrays.fill(deviations, deviation);
    return new SensorNormalisation(means, deviations, 7, 11);
  }

  private static FeatureNormalisation comparison(int features, float mean, float variance) {
    float[] means = new float[features];
    float[] variances = new float[features];
    Arrays.fill(means, -mean);
    Arrays.fill(variances, variance);
    return new FeatureNormalisation(means, variances, 3, 5);
  }

  @Test
  void theHistoryThatAModelAsksForIsAmongItsProperties() {
    // When
    var props = adaptive().toProperties();

    // Then
    assertThat(props.get("tenor.adaptation.mean")).startsWith("0.0,6.219512,12.439024,");
    assertThat(props.get("tenor.adaptation.deviation")).startsWith("10.333333,10.25,10.2,");
    assertThat(props)
        .containsEntry("tenor.adaptation.prior_frames", "300")
        .containsEntry("tenor.adaptation.memory_frames", "6000")
        .containsEntry("tenor.comparison.mean", "-0.1,0.0,0.33333334")
        .containsEntry("tenor.comparison.variance", "0.0,1.0E-7,2.0")
        .containsEntry("tenor.comparison.prior_windows", "4")
        .containsEntry("tenor.comparison.memory_windows", "1200");
    assertThat(ModelMetadata.parse(props)).isEqualTo(adaptive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adaptation.mean",
        "adaptation.deviation",
        "adaptation.prior_frames",
        "adaptation.memory_frames",
        "comparison.mean",
        "comparison.variance",
        "comparison.prior_windows",
        "comparison.memory_windows"
      })
  void aHistoryHalfDescribedIsNamed(String property) {
    // Given
    var props = new TreeMap<>(adaptive().toProperties());
    assertThat(props.remove("tenor." + property)).isNotNull();

    // Then
    assertThatThrownBy(() -> ModelMetadata.parse(props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenor." + property + " is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          adaptation.mean           | 1,x  | tenor.adaptation.mean is '1,x', not numbers with commas between
          adaptation.mean           | 1,2  | tenor.adaptation.deviation has 40 values, not one for each of the mean's 2
          adaptation.prior_frames   | 3 s  | tenor.adaptation.prior_frames is '3 s', not a whole number
          adaptation.prior_frames   | 7000 | tenor.adaptation.prior_frames is 7000, not from 0 to memoryFrames 6000
          adaptation.memory_frames  | 0    | tenor.adaptation.memory_frames is 0, not at least 1
          comparison.mean           | 1,NaN,2 | tenor.comparison.mean holds NaN, not a number
          comparison.mean           | 1,2  | tenor.comparison.variance has 3 values, not one for each of the mean's 2
          comparison.variance       | 1,-1,0 | tenor.comparison.variance holds -1.0, not a number of 0 or more
          comparison.prior_windows  | 1201 | tenor.comparison.prior_windows is 1201, not from 0 to memoryWindows 1200
          comparison.memory_windows | 0    | tenor.comparison.memory_windows is 0, not at least 1
          """)
  void aWrongHistoryIsNamedWithItsValue(String property, String value, String message) {
    // Given
    var props = new TreeMap<>(adaptive().toProperties());
    props.put("tenor." + property, value);

    // Then
    assertThatThrownBy(() -> ModelMetadata.parse(props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aHistoryOfOtherBandsThanTheFrontEndsIsRefused() {
    // Given
    var props = new TreeMap<>(adaptive().toProperties());
    props.put("tenor.adaptation.mean", "1,2");
    props.put("tenor.adaptation.deviation", "1,2");

    // Then
    assertThatThrownBy(() -> ModelMetadata.parse(props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenor.adaptation.mean has 2 values, not one for each of the 40 bands");
  }

  @Test
  void thePropertiesAreTheOnesThatTheContractNames() {
    // When
    var props = compact().toProperties();

    // Then
    var expected = new TreeMap<String, String>();
    expected.put("tenor.format", "1");
    expected.put("tenor.name", "compact");
    expected.put("tenor.version", "1.0.0");
    expected.put("tenor.labels", "anger,boredom,disgust,fear,happiness,sadness,neutral");
    expected.put("tenor.sample_rate_hz", "16000");
    expected.put("tenor.fft_size", "512");
    expected.put("tenor.frame_samples", "400");
    expected.put("tenor.hop_samples", "160");
    expected.put("tenor.scale", "MEL");
    expected.put("tenor.bands", "40");
    expected.put("tenor.min_hz", "50.0");
    expected.put("tenor.max_hz", "7600.0");
    expected.put("tenor.floor_db", "-100.0");
    expected.put("tenor.ceiling_db", "0.0");
    expected.put("tenor.window_frames", "198");
    expected.put("tenor.temperature", "1.25");
    expected.put("tenor.unknown_threshold", "0.4");
    expected.put("tenor.training_data_sha256", HASH);
    expected.put("tenor.figure.loso_uar_mean", "0.79");
    expected.put("tenor.figure.loso_uar_sd", "0.02");
    assertThat(props).isEqualTo(expected);
  }

  @Test
  void otherPropertiesAreIgnored() {
    // Given
    var props = new TreeMap<>(compact().toProperties());
    props.put("producer", "someone");
    props.put("tenor.extra", "of a later version");

    // Then
    assertThat(ModelMetadata.parse(props)).isEqualTo(compact());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "format",
        "name",
        "version",
        "labels",
        "sample_rate_hz",
        "fft_size",
        "frame_samples",
        "hop_samples",
        "scale",
        "bands",
        "min_hz",
        "max_hz",
        "floor_db",
        "ceiling_db",
        "window_frames",
        "temperature",
        "unknown_threshold",
        "training_data_sha256"
      })
  void aMissingPropertyIsNamed(String property) {
    // Given
    var props = new TreeMap<>(compact().toProperties());
    assertThat(props.remove("tenor." + property)).isNotNull();

    // Then
    assertThatThrownBy(() -> ModelMetadata.parse(props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenor." + property + " is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format               | 2          | tenor.format is '2', this version of Tenor reads '1' only
          name                 | ' '        | tenor.name is ' ', which says nothing
          version              | ''         | tenor.version is '', which says nothing
          labels               | anger      | tenor.labels is [anger], fewer than two
          labels               | a,b,a      | tenor.labels is [a, b, a], which repeats one
          labels               | a,,b       | tenor.labels holds '', not lower-case letters, digits, dashes or underscores
          labels               | a,B        | tenor.labels holds 'B', not lower-case letters, digits, dashes or underscores
          sample_rate_hz       | 16 kHz     | tenor.sample_rate_hz is '16 kHz', not a whole number
          sample_rate_hz       | 4000       | tenor.sample_rate_hz is 4000, not from 8000 to 48000
          fft_size             | 500        | tenor.fft_size is 500, not a power of two
          frame_samples        | 600        | tenor.frame_samples is 600, not from 16 to 512
          hop_samples          | 0          | tenor.hop_samples is 0, not from 1 to 400
          scale                | BARK       | tenor.scale is 'BARK', not MEL or LINEAR
          bands                | 300        | tenor.bands is 300, not from 1 to 256
          min_hz               | low        | tenor.min_hz is 'low', not a number
          min_hz               | -5         | tenor.min_hz is -5, not from 0 to 8000
          max_hz               | 9000       | tenor.max_hz is 9000, not from 0 to 8000
          floor_db             | 5          | tenor.floor_db is 5.0, not below ceilingDb 0.0
          ceiling_db           | NaN        | tenor.ceiling_db is NaN, not from -200 to 100
          window_frames        | 0          | tenor.window_frames is 0, not from 1 to 100000
          temperature          | 0          | tenor.temperature is 0.0, not a number above 0
          temperature          | Infinity   | tenor.temperature is Infinity, not a number above 0
          unknown_threshold    | 1.5        | tenor.unknown_threshold is 1.5, not from 0 to 1
          training_data_sha256 | 0123       | tenor.training_data_sha256 is '0123', not 64 lower-case hex digits
          figure.loso_uar_mean | ''         | tenor.figure.loso_uar_mean is '', which says nothing
          figure.UAR           | 1          | tenor.figure.UAR is no figure's name: use lower-case letters, digits, dots, dashes, underscores
          """)
  void aWrongPropertyIsNamedWithItsValue(String property, String value, String message) {
    // Given
    var props = new TreeMap<>(compact().toProperties());
    props.put("tenor." + property, value);

    // Then
    assertThatThrownBy(() -> ModelMetadata.parse(props))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
