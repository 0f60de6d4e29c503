package io.tenor.streams.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.tenor.process.NativeLibraries;
import java.util.concurrent.atomic.AtomicReference;

/**
 * ONNX Runtime's one environment in this process, without telemetry.
 *
 * <p>ONNX Runtime 1.29 searches the process's command line with a recursive regular expression when
 * its environment is made. A class path of five thousand characters on the command line overflows
 * the stack of an ordinary Java thread there, and the process dies without a word. So it is made
 * once, in a thread with a stack that is deep enough for any command line.
 */
final class OnnxRuntime {

  private static final long DEEP_STACK_BYTES = 256L << 20;

  private OnnxRuntime() {}

  /** The environment, made at the first call. */
  static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = make();
  }

  // Not in Holder: the thread would wait for the class that waits for the thread.
  private static OrtEnvironment make() {
    NativeLibraries.unpackOnnxRuntime(OrtEnvironment.class);
    var made = new AtomicReference<OrtEnvironment>();
    var failure = new AtomicReference<Throwable>();
    var thread =
        new Thread(
            null,
            () -> {
              try {
                var environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "tenor");
                environment.setTelemetry(false);
                made.set(environment);
              } catch (OrtException | RuntimeException | LinkageError e) {
                failure.set(e);
              }
            },
            "onnx-runtime",
            DEEP_STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() != null) {
      throw new ModelException(
          "ONNX Runtime cannot be loaded on this machine (%s): it needs 64-bit Linux, macOS or Windows."
              .formatted(failure.get().getMessage()),
          failure.get());
    }
    return made.get();
  }
}
