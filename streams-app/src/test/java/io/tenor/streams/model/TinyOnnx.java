package io.tenor.streams.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes a small real ONNX file (onnx.proto3, field numbers as there): levels in, equal
 * probabilities out, any metadata.
 */
final class TinyOnnx {

  private static final int FLOAT = 1;
  private static final int UINT8 = 2;

  private TinyOnnx() {}

  static byte[] model(int bands, int frames, int labels, Map<String, String> properties) {
    return model(bands, frames, labels, properties, Map.of(), 0);
  }

  /**
   * The same with further inputs of floats, by name with their sizes, which it does not look at,
   * and with so many features as a second output.
   */
  static byte[] model(
      int bands,
      int frames,
      int labels,
      Map<String, String> properties,
      Map<String, int[]> inputs,
      int features) {
    var graph = new Message();
    graph.message(1, node("Cast", "levels", "f").message(5, integer("to", FLOAT)));
    graph.message(1, node("ReduceMean", "f", "m").message(5, integers("axes", 1, 2)));
    graph.message(1, node("Flatten", "m", "c"));
    graph.message(1, repeated("c", labels, "l"));
    graph.message(1, node("Softmax", "l", "probabilities").message(5, integer("axis", 1)));
    if (features > 0) {
      graph.message(1, repeated("c", features, "features"));
    }
    graph.text(2, "tiny");
    graph.message(11, value("levels", UINT8, bands, frames));
    inputs.forEach((name, sizes) -> graph.message(11, value(name, FLOAT, sizes)));
    graph.message(12, value("probabilities", FLOAT, labels));
    if (features > 0) {
      graph.message(12, value("features", FLOAT, features));
    }
    return file(graph, properties);
  }

  /**
   * The same with the inputs {@code statistics} {@code [N, 2, bands]} and {@code past} {@code [N,
   * 2, 2]} and the output {@code features} {@code [N, 2]}: logits are roots of the means of all
   * three inputs in turn, features are the mean level.
   */
  static byte[] comparing(int bands, int frames, int labels, Map<String, String> properties) {
    var graph = new Message();
    graph.message(1, node("Cast", "levels", "floats").message(5, integer("to", FLOAT)));
    var roots = List.of(mean(graph, "floats"), mean(graph, "statistics"), mean(graph, "past"));
    var logits = new Message();
    for (int i = 0; i < labels; i++) {
      logits.text(1, roots.get(i % roots.size()));
    }
    graph.message(1, logits.text(2, "l").text(4, "Concat").message(5, integer("axis", 1)));
    graph.message(1, node("Softmax", "l", "probabilities").message(5, integer("axis", 1)));
    graph.message(1, repeated("floats.mean", 2, "features"));
    graph.text(2, "comparing");
    graph.message(11, value("levels", UINT8, bands, frames));
    graph.message(11, value("statistics", FLOAT, 2, bands));
    graph.message(11, value("past", FLOAT, 2, 2));
    graph.message(12, value("probabilities", FLOAT, labels));
    graph.message(12, value("features", FLOAT, 2));
    return file(graph, properties);
  }

  /** The root of the mean of each window's values; their mean is {@code NAME.mean}. */
  private static String mean(Message graph, String name) {
    graph.message(1, node("ReduceMean", name, name + ".means").message(5, integers("axes", 1, 2)));
    graph.message(1, node("Flatten", name + ".means", name + ".mean"));
    graph.message(1, node("Sqrt", name + ".mean", name + ".root"));
    return name + ".root";
  }

  private static byte[] file(Message graph, Map<String, String> properties) {
    var model = new Message().number(1, 8).message(7, graph);
    model.message(8, new Message().text(1, "").number(2, 17));
    properties.forEach((k, v) -> model.message(14, new Message().text(1, k).text(2, v)));
    return model.bytes.toByteArray();
  }

  private static Message node(String operator, String input, String output) {
    return new Message().text(1, input).text(2, output).text(4, operator);
  }

  private static Message repeated(String input, int times, String output) {
    var concat = new Message();
    for (int i = 0; i < times; i++) {
      concat.text(1, input);
    }
    return concat.text(2, output).text(4, "Concat").message(5, integer("axis", 1));
  }

  private static Message integer(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, 2);
  }

  private static Message integers(String name, long... values) {
    var attribute = new Message().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  private static Message value(String name, int type, int... sizes) {
    var shape = new Message().message(1, new Message().text(2, "N"));
    for (int size : sizes) {
      shape.message(1, new Message().number(1, size));
    }
    var tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protobuf message under construction. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes.toByteArray());
    }

    private Message raw(int field, byte[] content) {
      varint(((long) field << 3) | 2);
      varint(content.length);
      bytes.writeBytes(content);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        bytes.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
  }
}
