package io.tenor.streams.model;

import io.tenor.spectrogram.ModelMetadata;

/**
 * A model as it is served at one moment.
 *
 * @param version name and version, as stamped on every event
 * @param sha256 of the file
 * @param device where it runs
 * @param metadata what it says of itself
 */
public record ServedModel(String version, String sha256, Device device, ModelMetadata metadata) {

  /** A model as it is now: its device can change. */
  static ServedModel of(OnnxModel model) {
    return new ServedModel(model.version(), model.sha256(), model.device(), model.metadata());
  }
}
