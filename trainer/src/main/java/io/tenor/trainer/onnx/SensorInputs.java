package io.tenor.trainer.onnx;

import io.tenor.trainer.network.NetworkPlan;
import java.util.Map;

/**
 * The inputs that tell a network of its window's sensor: what the sensor has heard before.
 *
 * @param graph that the inputs are of
 * @param statistics name of the input with the bands' mean and deviation in the sensors' past,
 *     {@code [N, 2, bands]}; null for a network that does not adapt
 * @param past name of the input with the mean and variance of the pooled features, {@code [N, 2,
 *     features]}, likewise
 */
record SensorInputs(OnnxGraph graph, String statistics, String past) {

  private static final Map<String, Object> NONE = Map.of();

  /** The levels less each band's mean in the sensor's past, over its deviation there. */
  String normalise(String levels) {
    String centred = graph.node("Sub", NONE, levels, bandColumn("sensor.mean", 0));
    return graph.node("Div", NONE, centred, bandColumn("sensor.deviation", 1));
  }

  /** One row of the statistics as {@code [N, 1, bands, 1]}. */
  private String bandColumn(String name, int row) {
    String part = graph.node("Gather", Map.of("axis", 1L), statistics, graph.longs(name, row));
    return graph.node("Unsqueeze", NONE, part, graph.longs(name + ".axis", 3));
  }

  /**
   * Appends features relative to the sensor's past.
   *
   * @param features {@code [N, features]}
   * @param variance of each feature over training; a share of it is the least that a past has
   * @return {@code [N, 2 * features, 1, 1]}
   */
  String compare(String features, float[] variance) {
    float[] floor = new float[variance.length];
    for (int i = 0; i < floor.length; i++) {
      floor[i] = NetworkPlan.VARIANCE_FLOOR * variance[i] + NetworkPlan.EPSILON;
    }
    String mean = pastRow("past.mean", 0);
    String own = pastRow("past.variance", 1);
    String raised =
        graph.node("Add", NONE, own, graph.floats("past.floor", floor, 1, floor.length));
    String centred = graph.node("Sub", NONE, features, mean);
    String relative = graph.node("Div", NONE, centred, graph.node("Sqrt", NONE, raised));
    String both = graph.node("Concat", Map.of("axis", 1L), features, relative);
    return graph.node("Unsqueeze", NONE, both, graph.longs("past.axes", 2, 3));
  }

  /** One row of the past as {@code [N, features]}. */
  private String pastRow(String name, int row) {
    String part = graph.node("Gather", Map.of("axis", 1L), past, graph.longs(name, row));
    return graph.node("Flatten", Map.of("axis", 1L), part);
  }
}
