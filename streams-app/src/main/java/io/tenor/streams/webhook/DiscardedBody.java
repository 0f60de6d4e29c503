package io.tenor.streams.webhook;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;

/**
 * Lets the body of an answer go: the status has come, and is what counts. A short body is read so
 * that the connection can be used again; one that is long or slow is cut off, and the connection
 * with it. Its value is whether all of it came.
 */
final class DiscardedBody implements BodySubscriber<Boolean> {

  private static final long LIMIT_BYTES = 64 << 10;
  private static final long PATIENCE_MS = 1_000;

  private final CompletableFuture<Boolean> whole =
      new CompletableFuture<Boolean>().completeOnTimeout(false, PATIENCE_MS, TimeUnit.MILLISECONDS);
  private long left = LIMIT_BYTES;

  @Override
  public CompletionStage<Boolean> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    var unused =
        whole.thenAccept(
            all -> {
              if (!all) {
                subscription.cancel();
              }
            });
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    left -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (left < 0) {
      whole.complete(false);
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.complete(false);
  }

  @Override
  public void onComplete() {
    whole.complete(true);
  }
}
