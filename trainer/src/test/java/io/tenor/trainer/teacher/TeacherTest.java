package io.tenor.trainer.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.Utterance;
import io.tenor.schema.Emotion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherTest {

  private static final int RATE = 16_000;
  private static final String FED =
      """
      {"sampleRateHz": 16000, "fftSize": 1024, "hopSamples": 160, "bands": 64, "minHz": 60,
       "maxHz": 7800, "offset": 1.2e-7, "mean": -16, "deviation": 1, "input": "lms",
       "output": "emb"}
      """;

  @TempDir private Path folder;

  @Test
  void aToneIsLoudestInTheBandAroundIt() throws IOException {
    // Given: an encoder that gives its input back, rectified
    Path file = encoder(FED);

    // When
    try (Teacher teacher = new Teacher(file)) {
      Map<String, Embedding> embeddings = teacher.embed(corpus(tone(1_000, 16_000)), 1);

      // Then: 63 bands of equal mels to 7800 Hz; 1000 Hz are 15 of Slaney's mels
      float[] pooled = new float[2 * 64];
      embeddings.get("tone").pool(0, 1, pooled, 0);
      assertThat(teacher.pooledValues()).isEqualTo(128);
      assertThat(loudest(pooled)).isBetween(20, 23);
      assertThat(embeddings.get("tone").frames()).isEqualTo(101);
      // A column in the middle of a steady tone is as any other.
      assertThat(pooled[64 + loudest(pooled)]).isCloseTo(0, within(0.3f));
    }
  }

  @Test
  void aRecordingShorterThanAFrameIsHeardAgainAndAgain() throws IOException {
    try (Teacher teacher = new Teacher(encoder(FED))) {
      assertThat(teacher.embed(corpus(tone(1_000, 50)), 1).get("tone").frames()).isEqualTo(17);
    }
  }

  @Test
  void anotherWayOfFeedingIsAnotherTeacher() throws IOException {
    try (Teacher one = new Teacher(encoder(FED));
        Teacher other = new Teacher(encoder(FED.replace("-16", "-15")))) {
      assertThat(one.sha256()).hasSize(64).isNotEqualTo(other.sha256());
    }
  }

  @Test
  void whatDoesNotSayHowItIsFedIsRefused() throws IOException {
    // Given
    Path file = encoder(FED);

    // Then
    write("encoder.json", FED.replace("1024", "1000"));
    assertThatThrownBy(() -> new Teacher(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fftSize is 1000");
    write("encoder.json", FED.replace("lms", "wave"));
    assertThatThrownBy(() -> new Teacher(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no input wave");
    Files.delete(folder.resolve("encoder.json"));
    assertThatThrownBy(() -> new Teacher(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say how it is fed");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    // Given
    Path file = encoder(FED);
    write("encoder.onnx", "no model");

    // Then
    assertThatThrownBy(() -> new Teacher(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be opened as a teacher");
  }

  private static int loudest(float[] pooled) {
    int best = 0;
    for (int band = 1; band < 64; band++) {
      best = pooled[band] > pooled[best] ? band : best;
    }
    return best;
  }

  private static short[] tone(double hz, int samples) {
    short[] tone = new short[samples];
    for (int n = 0; n < samples; n++) {
      tone[n] = (short) (8_000 * Math.sin(2 * Math.PI * hz * n / RATE));
    }
    return tone;
  }

  private static Corpus corpus(short[] samples) {
    return new Corpus(
        "tones",
        RATE,
        List.of(new Utterance("tone", "s", "t", Emotion.NEUTRAL, samples)),
        "0".repeat(64),
        List.of());
  }

  private void write(String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code emb = relu(transpose(squeeze(lms)))}: {@code [1, 1, 64, T]} to {@code [1, T, 64]}. */
  private Path encoder(String fed) throws IOException {
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("encoder")
            .addInput(value("lms", 4))
            .addOutput(value("emb", 3))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("axis")
                    .setDataType(TensorProto.DataType.INT64_VALUE)
                    .addDims(1)
                    .addInt64Data(1))
            .addNode(node("Squeeze", "s", "lms", "axis"))
            .addNode(
                node("Transpose", "t", "s").toBuilder()
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("perm")
                            .setType(AttributeProto.AttributeType.INTS)
                            .addAllInts(List.of(0L, 2L, 1L))))
            .addNode(node("Relu", "emb", "t"))
            .build();
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(graph)
            .build();
    write("encoder.json", fed);
    return Files.write(folder.resolve("encoder.onnx"), model.toByteArray());
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static ValueInfoProto value(String name, int rank) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < rank; axis++) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(name + axis));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
