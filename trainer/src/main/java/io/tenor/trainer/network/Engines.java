package io.tenor.trainer.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/**
 * Opens DJL's PyTorch engine the way this project wants it: no report of usage, no download.
 *
 * <p>DJL reports usage to its makers on some cloud machines and fetches native libraries and models
 * where it misses them. Both are switched off before its first class is touched; the natives are
 * dependencies of this module.
 */
public final class Engines {

  private static final String NAME = "PyTorch";

  private Engines() {}

  /**
   * Opens a manager of arrays on the engine's default device; close it to free them.
   *
   * @throws ai.djl.engine.EngineException if the native library is missing or does not load
   */
  public static NDManager open() {
    forbidNetwork();
    return NDManager.newBaseManager(NAME);
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
