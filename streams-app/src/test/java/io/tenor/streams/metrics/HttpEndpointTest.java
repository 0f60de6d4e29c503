package io.tenor.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenor.schema.ModelRole;
import io.tenor.streams.SlowClients;
import io.tenor.streams.http.HttpLimits;
import io.tenor.streams.model.ServedModel;
import io.tenor.streams.monitor.Health;
import io.tenor.streams.monitor.Readings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEndpointTest {

  private final MonitorMetrics metrics = new MonitorMetrics();
  private HttpEndpoint endpoint;

  @BeforeEach
  void open() throws IOException {
    endpoint =
        HttpEndpoint.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics);
  }

  @AfterEach
  void close() {
    endpoint.close();
    metrics.close();
  }

  /** A monitor that is as healthy as this. */
  private record Known(Health health) implements Readings {
    @Override
    public String state() {
      return "running";
    }

    @Override
    public int restoring() {
      return 0;
    }

    @Override
    public int hanging() {
      return 0;
    }

    @Override
    public Map<ModelRole, ServedModel> served() {
      return Map.of();
    }

    @Override
    public Map<String, Long> lag() {
      return Map.of();
    }

    @Override
    public Map<MetricName, ? extends Metric> kafka() {
      if (!health.live()) {
        throw new IllegalStateException("nothing can be read off it");
      }
      return Map.of();
    }
  }

  @Test
  void beforeThereIsAMonitorItIsLiveAndNotReady() {
    // When
    var live = Http.get(endpoint.address(), "/health/live");
    var ready = Http.get(endpoint.address(), "/health/ready");

    // Then
    assertThat(live).isEqualTo(new Http.Answer(200, "application/json", "{\"live\":true}\n"));
    assertThat(ready)
        .isEqualTo(
            new Http.Answer(
                503,
                "application/json",
                "{\"ready\":false,\"reason\":\"The monitor is starting.\"}\n"));
  }

  @Test
  void aMonitorThatHearsItsSensorsIsReady() {
    // When
    metrics.of(new Known(new Health(true, true, "")));

    // Then
    assertThat(Http.get(endpoint.address(), "/health/ready").body())
        .isEqualTo("{\"ready\":true}\n");
    assertThat(Http.get(endpoint.address(), "/metrics").body()).contains("\ntenor_ready 1.0\n");
  }

  @Test
  void oneThatIsDeadSaysSoInBothAndItsNumbersAreNotMadeUp() {
    // When
    metrics.of(new Known(new Health(false, false, "It has failed.")));

    // Then
    assertThat(Http.get(endpoint.address(), "/health/live").status()).isEqualTo(503);
    assertThat(Http.get(endpoint.address(), "/health/live").body()).contains("It has failed.");
    assertThat(Http.get(endpoint.address(), "/health/ready").status()).isEqualTo(503);
    assertThat(Http.get(endpoint.address(), "/metrics").status()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /metrics,        200",
    "HEAD,   /metrics,        200",
    "POST,   /metrics,        405",
    "DELETE, /health/ready,   405",
    "GET,    /,               404",
    "GET,    /metricsandmore, 404",
    "GET,    /health,         404",
    "GET,    /health/live/x,  404",
  })
  void nothingElseIsServed(String method, String path, int status) {
    // When
    var answer = Http.ask(method, endpoint.address(), path);

    // Then
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void metricsComeInTheTextFormatOfPrometheus() {
    // When
    var answer = Http.get(endpoint.address(), "/metrics");

    // Then
    assertThat(answer.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(Exposition.parse(answer.body()).names()).contains("tenor_live", "jvm_gc_overhead");
  }

  @Test
  void anAddressThatIsTakenIsRefused() {
    // Then
    assertThatThrownBy(() -> HttpEndpoint.open(endpoint.address(), metrics))
        .isInstanceOf(BindException.class);
  }

  @Test
  void healthAnswersBesideHalfRequestsAndThoseWhoNeverRead() {
    // Given
    try (var clients = new SlowClients(endpoint.address().getPort())) {
      clients.send(40, "GET /met");
      clients.send(10, "");
      clients.askAndNeverRead(20, "/metrics");

      // When
      var live = Http.get(endpoint.address(), "/health/live");

      // Then
      assertThat(live.status()).isEqualTo(200);
      assertThat(Http.get(endpoint.address(), "/metrics").status()).isEqualTo(200);
    }
  }

  @Test
  void moreConnectionsThanAreHeldKeepNobodyOut() {
    // Given
    try (var clients = new SlowClients(endpoint.address().getPort())) {
      clients.send(300, "GET /met");

      // When
      var live = Http.get(endpoint.address(), "/health/live");

      // Then
      assertThat(live.status()).isEqualTo(200);
      clients.awaitClosed(150);
    }
  }

  @Test
  void aRequestThatComesByteByByteIsCut() throws IOException {
    // Given
    try (var hurried =
            HttpEndpoint.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                metrics,
                HttpLimits.of(10, 4).withTimes(Duration.ofMillis(300)));
        var clients = new SlowClients(hurried.address().getPort())) {
      // When
      clients.send(2, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nX-Long: ");

      // Then
      clients.dripUntilClosed("x");
      assertThat(Http.get(hurried.address(), "/health/live").status()).isEqualTo(200);
    }
  }
}
