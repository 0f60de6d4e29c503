/** ONNX models: loading, checking what they say of themselves, running them. */
package io.tenor.streams.model;
