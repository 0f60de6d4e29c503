package io.tenor.trainer.teacher;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tenor.corpus.Corpus;
import io.tenor.corpus.TrainingHash;
import io.tenor.corpus.Utterance;
import io.tenor.process.NativeLibraries;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** A frozen encoder, on ONNX Runtime. Nothing of it is in the networks that learn from it. */
public final class Teacher implements AutoCloseable {

  private static final int SHORTEST_FRAMES = 16;

  static {
    NativeLibraries.unpackOnnxRuntime(OrtEnvironment.class);
  }

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final TeacherInput input;
  private final String hash;
  private final OrtSession session;
  private final int values;

  /**
   * Opens an encoder.
   *
   * @param file its ONNX file, with a JSON file beside it that says how it is fed
   * @throws IOException in one sentence, if either cannot be used
   */
  public Teacher(Path file) throws IOException {
    input = TeacherInput.beside(file);
    byte[] model = Files.readAllBytes(file);
    TrainingHash all = new TrainingHash();
    all.add(input.toString(), model);
    hash = all.hex();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IOException(
          "%s cannot be opened as a teacher: %s.".formatted(file, e.getMessage()), e);
    }
    if (!session.getInputNames().contains(input.input())
        || !session.getOutputNames().contains(input.output())) {
      throw new IOException(
          "%s has no input %s or no output %s: correct the file beside it."
              .formatted(file, input.input(), input.output()));
    }
    values = embed(new short[input.fftSize()]).values();
  }

  /** Values of a pooled embedding: means and deviations. */
  public int pooledValues() {
    return 2 * values;
  }

  /** What identifies the encoder and how it is fed: 64 lower-case hex digits. */
  public String sha256() {
    return hash;
  }

  /** Embeds every recording of a corpus as it is, by its id. */
  public Map<String, Embedding> embed(Corpus corpus, int threads) {
    if (corpus.sampleRateHz() != input.sampleRateHz()) {
      throw new IllegalArgumentException(
          "the teacher hears %d Hz, and the recordings are at %d"
              .formatted(input.sampleRateHz(), corpus.sampleRateHz()));
    }
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      List<ForkJoinTask<Embedding>> tasks = new ArrayList<>();
      for (Utterance utterance : corpus.utterances()) {
        tasks.add(pool.submit(() -> embed(utterance.samples())));
      }
      Map<String, Embedding> embeddings = new HashMap<>();
      for (int i = 0; i < tasks.size(); i++) {
        embeddings.put(corpus.utterances().get(i).id(), tasks.get(i).join());
      }
      return embeddings;
    } finally {
      pool.shutdownNow();
    }
  }

  private Embedding embed(short[] samples) {
    LogMel mel = new LogMel(input); // keeps a buffer of its own for each thread
    int frames = mel.frames(samples.length);
    if (frames < SHORTEST_FRAMES) {
      short[] looped = new short[SHORTEST_FRAMES * input.hopSamples()];
      for (int n = 0; n < looped.length; n++) {
        looped[n] = samples[n % samples.length];
      }
      return embed(looped);
    }
    try (OnnxTensor columns =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(mel.of(samples)),
                new long[] {1, 1, input.bands(), frames});
        OrtSession.Result result = session.run(Map.of(input.input(), columns))) {
      float[][][] embedding = (float[][][]) result.get(input.output()).orElseThrow().getValue();
      return Embedding.of(embedding[0]);
    } catch (OrtException e) {
      throw new IllegalStateException("the teacher failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the teacher cannot be closed", e);
    }
  }
}
