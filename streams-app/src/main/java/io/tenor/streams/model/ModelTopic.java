package io.tenor.streams.model;

import java.io.IOException;

/** Where the files of models are on the monitor's own cluster, if they came that way. */
public interface ModelTopic {

  /** No model comes that way. */
  ModelTopic NONE =
      new ModelTopic() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public byte[] read(String sha256, int bytes) throws IOException {
          throw new IOException("no model comes over the cluster");
        }
      };

  /** Name of the topic. */
  String name();

  /**
   * Reads a file; may take as long as the brokers do.
   *
   * @param sha256 of the file, lower-case hexadecimal
   * @param bytes of the file
   * @return the file, which the caller checks
   * @throws IOException if not all of it is there
   */
  byte[] read(String sha256, int bytes) throws IOException, InterruptedException;
}
