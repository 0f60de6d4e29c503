package io.tenor.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Has native libraries unpacked into the {@link ProcessFolder}, so that a process that is killed
 * leaves nothing for good. Whoever has said with a property where a library is to be found or
 * unpacked is heeded.
 */
public final class NativeLibraries {

  private static final String ONNX_RUNTIME_PATH = "onnxruntime.native.path";
  private static final String ONNX_RUNTIME = "/ai/onnxruntime/native/";
  private static final String ONNX_RUNTIME_ITSELF = "onnxruntime";

  /** What ONNX Runtime loads at once; what a build does not have is left out. */
  private static final List<String> ONNX_RUNTIME_LIBRARIES =
      List.of("onnxruntime_providers_shared", ONNX_RUNTIME_ITSELF, "onnxruntime4j_jni");

  /** What ONNX Runtime loads when a GPU is asked for. */
  private static final String CUDA = "onnxruntime_providers_cuda";

  /** The properties that say where a library unpacks itself. */
  private static final List<String> FOLDERS =
      List.of("ZstdTempFolder", "org.xerial.snappy.tempdir");

  private static Optional<Path> onnxRuntime = Optional.empty();

  private NativeLibraries() {}

  /** Tells the libraries that unpack themselves where to; before the first of them is loaded. */
  public static void prepare() {
    try {
      var folder = Files.createDirectories(folder(ProcessFolder.ofThisProcess()));
      for (var property : FOLDERS) {
        if (System.getProperty(property) == null) {
          System.setProperty(property, folder.toString());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // There is no temporary directory: what needs it says so, and the others go on.
    }
  }

  /**
   * Unpacks ONNX Runtime, once; before its first class is used.
   *
   * @param of a class of ONNX Runtime's jar, not initialised
   */
  public static synchronized void unpackOnnxRuntime(Class<?> of) {
    if (System.getProperty(ONNX_RUNTIME_PATH) != null) {
      return;
    }
    try {
      var folder =
          Files.createDirectories(folder(ProcessFolder.ofThisProcess()).resolve("onnxruntime"));
      for (var library : ONNX_RUNTIME_LIBRARIES) {
        unpack(of, library, folder);
      }
      if (Files.exists(folder.resolve(fileName(ONNX_RUNTIME_ITSELF)))) {
        onnxRuntime = Optional.of(folder);
        System.setProperty(ONNX_RUNTIME_PATH, folder.toString());
      }
    } catch (IOException | UncheckedIOException e) {
      // ONNX Runtime tries to unpack itself, and says why it cannot.
    }
  }

  /** Unpacks what ONNX Runtime needs for a GPU, if it was unpacked here. */
  public static synchronized void unpackCuda(Class<?> of) {
    onnxRuntime.ifPresent(
        folder -> {
          try {
            unpack(of, CUDA, folder);
          } catch (IOException e) {
            // ONNX Runtime says that it has none.
          }
        });
  }

  private static void unpack(Class<?> of, String library, Path folder) throws IOException {
    var name = fileName(library);
    var file = folder.resolve(name);
    try (var in = of.getResourceAsStream(ONNX_RUNTIME + platform() + '/' + name)) {
      if (in != null && Files.notExists(file)) {
        Files.copy(in, file);
      }
    }
  }

  private static String fileName(String library) {
    return System.mapLibraryName(library).replace("jnilib", "dylib");
  }

  /** This machine, as ONNX Runtime's jar names it. */
  private static String platform() {
    var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    var os = system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux";
    return os + '-' + (machine.startsWith("aarch64") ? "aarch64" : "x64");
  }

  /** Where libraries are below the folder of a process. */
  static Path folder(Path process) {
    return process.resolve("native");
  }
}
