package io.tenor.streams.webhook;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Is told what a person should know of a sink, by the thread that runs it. */
public interface SinkListener {

  /** From now on no alert is missed. */
  void started();

  /** A record that cannot be read as an alert was passed over. */
  void leftOut(ConsumerRecord<byte[], byte[]> record);

  /**
   * The receiver began to fail.
   *
   * @param kind how, such as {@code HTTP 503}
   * @param lasting whether somebody has to change something before it can work
   * @param retryIn when it is tried again
   */
  void failing(String kind, boolean lasting, Duration retryIn);

  /**
   * The receiver has failed for another while.
   *
   * @param kind how it failed last
   * @param retryIn when it is tried again; empty if that is being done
   */
  void stillFailing(String kind, Waiting waiting, Optional<Duration> retryIn);

  /** The receiver accepts again what it did not, after so long. */
  void worksAgain(Duration after);
}
