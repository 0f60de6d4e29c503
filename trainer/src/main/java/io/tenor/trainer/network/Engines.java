package io.tenor.trainer.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens DJL's PyTorch engine the way this project wants it: no report of usage, no download.
 *
 * <p>DJL reports usage to its makers on some cloud machines and fetches native libraries and models
 * where it misses them. Both are switched off before its first class is touched; the natives are
 * dependencies of this module.
 */
public final class Engines {

  private static final String NAME = "PyTorch";
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  private static volatile Optional<Device> device = Optional.empty();

  private Engines() {}

  /**
   * Chooses where arrays live and are computed with, from now on.
   *
   * @param wanted {@code auto}, the first GPU if the engine finds one, else the CPU; {@code cpu};
   *     {@code cuda}; or {@code cuda:N}, the GPU with this number
   * @throws IllegalArgumentException in one sentence, if there is no such device
   */
  public static void useDevice(String wanted) {
    Matcher cuda = CUDA.matcher(wanted);
    if (wanted.equals("auto")) {
      device = Optional.empty();
    } else if (wanted.equals("cpu")) {
      device = Optional.of(Device.cpu());
    } else if (cuda.matches()) {
      int number = Optional.ofNullable(cuda.group(1)).map(Integer::parseInt).orElse(0);
      int there = gpus();
      if (number >= there) {
        throw new IllegalArgumentException(
            "the engine finds %d CUDA devices here, not number %d: point PYTORCH_LIBRARY_PATH at a libtorch built with CUDA, or use the CPU"
                .formatted(there, number));
      }
      device = Optional.of(Device.gpu(number));
    } else {
      throw new IllegalArgumentException(
          "it is '" + wanted + "': give auto, cpu, cuda or cuda:N with the number of a GPU");
    }
  }

  private static int gpus() {
    forbidNetwork();
    return Engine.getEngine(NAME).getGpuCount();
  }

  /** Names the device that {@link #open} opens, such as {@code cpu} or {@code gpu(0)}. */
  public static String device() {
    forbidNetwork();
    return device.orElseGet(() -> Engine.getEngine(NAME).defaultDevice()).toString();
  }

  /**
   * Opens a manager of arrays on the chosen device, or the engine's default; close it to free them.
   *
   * @throws ai.djl.engine.EngineException if the native library is missing or does not load
   */
  public static NDManager open() {
    forbidNetwork();
    return device
        .map(chosen -> NDManager.newBaseManager(chosen, NAME))
        .orElseGet(() -> NDManager.newBaseManager(NAME));
  }

  /**
   * Sets how many threads an operation may use; only the first call in a process has an effect.
   *
   * @param threads at least 1
   */
  public static void useThreads(int threads) {
    forbidNetwork();
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
  }

  /** Makes the engine's own random numbers (dropout) repeatable. */
  public static void seed(int seed) {
    forbidNetwork();
    Engine.getEngine(NAME).setRandomSeed(seed);
  }

  private static void forbidNetwork() {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }
}
