package io.tenor.streams.model;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * The body of an answer that is to be a file of a known length: one that is longer is cut off, and
 * of any status but 200 nothing is read. Its value has another length if the file is another one.
 */
final class ModelBody implements BodySubscriber<byte[]> {

  /** The only status whose body is a model. */
  static final int OK = 200;

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final boolean wanted;
  private final byte[] file;
  private int length;

  /**
   * Reads nothing yet.
   *
   * @param head of the answer
   * @param bytes that the file has to have
   * @param ended done when nobody wants the file any more
   */
  ModelBody(ResponseInfo head, int bytes, CompletableFuture<Void> ended) {
    wanted =
        head.statusCode() == OK
            && head.headers().firstValueAsLong("content-length").orElse(bytes) == bytes;
    file = new byte[wanted ? bytes : 0];
    var unused =
        ended.thenRun(() -> body.completeExceptionally(new CancellationException("not wanted")));
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    // However it ends, and if whoever asked for it has given up, the connection ends with it.
    var unused = body.whenComplete((whole, failure) -> subscription.cancel());
    if (wanted) {
      subscription.request(Long.MAX_VALUE);
    } else {
      body.complete(file);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      int count = Math.min(buffer.remaining(), file.length - length);
      boolean longer = buffer.remaining() > count;
      buffer.get(file, length, count);
      length += count;
      if (longer) {
        body.complete(new byte[0]);
        return;
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(length == file.length ? file : Arrays.copyOf(file, length));
  }
}
