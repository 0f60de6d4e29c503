package io.tenor.streams.cli;

import static io.tenor.streams.cli.WebhookStage.expected;
import static io.tenor.streams.cli.WebhookStage.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenor.streams.TestReceiver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Webhook sinks that end, die, come back and share their work. */
class WebhookRestartIT extends StagedWebhook {

  @Test
  void whoIsAskedToStopFinishesWhatIsOnItsWayAndNothingComesTwice() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 10);
    stage.write("bed-2", 1, 0, 10);
    var sixth = new CountDownLatch(6);
    var goOn = new CountDownLatch(1);
    try (var receiver =
        TestReceiver.start(
            request -> {
              sixth.countDown();
              if (sixth.getCount() == 0) {
                await().until(() -> goOn.getCount() == 0);
              }
              return OK;
            })) {
      // When
      String said;
      try (var process = stage.process(receiver, "--from-beginning", "--json")) {
        sixth.await();
        var stopped = CompletableFuture.runAsync(() -> WebhookStage.stop(process));
        goOn.countDown();
        stopped.join();
        said = process.said();
      }
      int before = receiver.accepted().size();
      var rest = stage.alerts(receiver, "--timeout", "1");
      // Then
      assertThat(said).contains("{\"type\":\"summary\",\"delivered\":" + before + ",");
      assertThat(rest.status()).as(rest.err()).isZero();
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 0, 10));
      assertThat(ids(receiver.accepted(), "bed-2")).isEqualTo(expected("bed-2", 0, 10));
    }
  }

  @Test
  void whoIsKilledLosesNothingAndWhatComesTwiceHasTheSameId() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 8);
    var sixth = new CountDownLatch(6);
    var goOn = new CountDownLatch(1);
    try (var receiver =
        TestReceiver.start(
            request -> {
              sixth.countDown();
              if (sixth.getCount() == 0) {
                await().until(() -> goOn.getCount() == 0);
              }
              return OK;
            })) {
      try (var process = stage.process(receiver, "--from-beginning")) {
        sixth.await();
        // When
        process.kill();
      }
      goOn.countDown();
      stage.write("bed-1", 0, 8, 10);
      var rest = stage.alerts(receiver, "--timeout", "2");
      // Then
      assertThat(rest.status()).as(rest.err()).isZero();
      var ids = ids(receiver.accepted(), "bed-1");
      assertThat(ids.stream().distinct()).containsExactlyElementsOf(expected("bed-1", 0, 10));
      assertThat(ids(receiver.requests(), "bed-1").stream().filter(id -> id.equals(ids.get(5))))
          .hasSizeGreaterThan(1);
      assertThat(receiver.requests()).allMatch(WebhookStage::isSigned);
    }
  }

  @Test
  void aNewGroupBeginsWithTheNextAlertAndKeepsItsPlaceWhileNobodyReads() throws Exception {
    // Given
    stage.write("bed-1", 0, 0, 3);
    try (var receiver = TestReceiver.start(request -> OK)) {
      var first = stage.alerts(receiver, "--timeout", "0.5");
      stage.write("bed-1", 0, 3, 5);
      // When
      var second = stage.alerts(receiver, "--max", "2");
      // Then
      assertThat(first.err()).contains("Delivered 0 alerts");
      assertThat(second.err()).contains("Delivered 2 alerts");
      assertThat(ids(receiver.accepted(), "bed-1")).isEqualTo(expected("bed-1", 3, 5));
    }
  }

  @Test
  void aSecondInstanceSharesTheSensorsAndTheirOrderStays() throws Exception {
    // Given
    var err = new StringWriter();
    var command = TenorCli.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err));
    try (var receiver = TestReceiver.start(request -> OK)) {
      var one =
          CompletableFuture.supplyAsync(
              () -> command.execute(stage.args(receiver.url().toString(), "--timeout", "4")));
      await().until(() -> err.toString().contains("Sending"));
      stage.write("bed-1", 0, 0, 5);
      stage.write("bed-2", 1, 0, 5);
      await().until(() -> receiver.accepted().size() >= 5);
      // When
      var two =
          CompletableFuture.supplyAsync(() -> stage.alerts(receiver, "--timeout", "3", "--json"));
      for (int n = 5; n < 20; n++) {
        stage.write("bed-1", 0, n, n + 1);
        stage.write("bed-2", 1, n, n + 1);
      }
      await().until(() -> receiver.accepted().size() >= 40);
      // Then
      assertThat(one.join()).isZero();
      assertThat(two.join().status()).isZero();
      for (var sensor : List.of("bed-1", "bed-2")) {
        assertThat(ids(receiver.accepted(), sensor).stream().distinct())
            .containsExactlyElementsOf(expected(sensor, 0, 20));
      }
    }
  }
}
