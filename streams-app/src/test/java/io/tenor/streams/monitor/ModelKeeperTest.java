package io.tenor.streams.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenor.schema.ModelAnnouncement;
import io.tenor.schema.ModelRole;
import io.tenor.streams.MovedClock;
import io.tenor.streams.StallingServer;
import io.tenor.streams.model.ComparingOnnx;
import io.tenor.streams.model.Device;
import io.tenor.streams.model.ModelChoice;
import io.tenor.streams.model.ModelOrigins;
import io.tenor.streams.model.ModelTopic;
import io.tenor.streams.model.OnnxModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelKeeperTest {

  private static final int MAX_BATCH = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> told = new ArrayList<>();
  private final MovedClock clock = new MovedClock();
  private ModelKeeper keeper;
  @TempDir private Path directory;

  @BeforeEach
  void start() {
    keep(ModelChoice.SHIPPED.from(ModelOrigins.parse(List.of(directory.toString()))));
  }

  private void keep(ModelChoice choice) {
    keeper = new ModelKeeper(choice, ModelTopic.NONE, MAX_BATCH, clock);
    keeper.tell(
        (role, view) ->
            told.add(
                role.label()
                    + view.map(v -> " %s %s".formatted(v.state().label(), v.serving()))
                        .orElse("")));
    told.clear();
  }

  @AfterEach
  void stop() {
    keeper.close();
    keeper.slot().close();
  }

  private ModelAnnouncement file(ModelRole role, byte[] bytes) throws IOException {
    var file = Files.write(Files.createTempFile(directory, "model", ".onnx"), bytes);
    try (var model = OnnxModel.open(bytes, "test", 1)) {
      return new ModelAnnouncement(
          role,
          model.version(),
          model.sha256(),
          bytes.length,
          file.toUri().toString(),
          Map.of(),
          Instant.EPOCH);
    }
  }

  private static ModelAnnouncement at(ModelAnnouncement model, URI address) {
    return new ModelAnnouncement(
        model.role(),
        model.model(),
        model.sha256(),
        model.bytes(),
        address.toString(),
        Map.of(),
        Instant.EPOCH);
  }

  private void announce(ModelAnnouncement model) throws InterruptedException {
    keeper.announced(model.role(), Optional.of(model));
    keeper.settle(PATIENCE);
  }

  private String served() {
    try (var lease = keeper.slot().lease()) {
      return lease.live().version() + lease.shadow().map(s -> " and " + s.version()).orElse("");
    }
  }

  private static ModelAnnouncement named(ModelAnnouncement model, String name, String sha256) {
    return new ModelAnnouncement(
        model.role(), name, sha256, model.bytes(), model.address(), Map.of(), Instant.EPOCH);
  }

  @Test
  void anAnnouncedModelIsServedAndWhenItIsWithdrawnTheShippedOneAgain() throws Exception {
    // Given
    var shipped = served();

    // When, Then
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90)));
    assertThat(served()).isEqualTo("comparing:2");
    keeper.announced(ModelRole.LIVE, Optional.empty());
    assertThat(served()).isEqualTo(shipped);
    assertThat(told)
        .containsExactly(
            "live loading " + shipped,
            "live serving comparing:2",
            "live serving comparing:2",
            "live serving " + shipped);
  }

  @Test
  void theSameFileAgainIsNotLoadedAgain() throws Exception {
    // Given
    var model = file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90));
    announce(model);
    long generation = keeper.slot().generation();

    // When
    Files.delete(Path.of(URI.create(model.address())));
    announce(model);

    // Then
    assertThat(keeper.slot().generation()).isEqualTo(generation);
    assertThat(told).endsWith("live serving comparing:2");
  }

  @Test
  void whatCannotBeServedIsRefusedAndTheOldOneStays() throws Exception {
    // Given
    var shipped = served();
    keeper.running();
    var good = file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90));
    List<ModelAnnouncement> bad =
        List.of(
            named(good, "comparing:2", "0".repeat(64)),
            named(good, "comparing:3", good.sha256()),
            file(ModelRole.LIVE, ComparingOnnx.ofAnotherFrontEnd()));
    var reasons = new ArrayList<String>();
    keeper.tell((role, view) -> reasons.add(view.orElseThrow().reason()));

    // When
    for (var model : bad) {
      announce(model);
    }
    keeper.unreadable(ModelRole.LIVE);

    // Then
    assertThat(served()).isEqualTo(shipped);
    assertThat(reasons.stream().filter(reason -> !reason.isEmpty()).distinct())
        .satisfiesExactly(
            r -> assertThat(r).contains("is not the file that was announced"),
            r -> assertThat(r).contains("announced as comparing:3, but its file says comparing:2"),
            r -> assertThat(r).contains("front end"),
            r -> assertThat(r).contains("no model announcement"));
  }

  @Test
  void aFileThatIsNoModelIsRefusedEvenIfItIsTheVeryOne() throws Exception {
    // Given
    var bytes = "no model".getBytes(UTF_8);
    var file = Files.write(directory.resolve("text.onnx"), bytes);
    var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

    // When
    announce(
        new ModelAnnouncement(
            ModelRole.LIVE,
            "text:1",
            sha256,
            bytes.length,
            file.toUri().toString(),
            Map.of(),
            Instant.EPOCH));

    // Then
    assertThat(told).last().asString().startsWith("live refused");
  }

  @Test
  void aModelOfAnotherFrontEndIsTakenBeforeAnythingIsHeard() throws Exception {
    announce(file(ModelRole.LIVE, ComparingOnnx.ofAnotherFrontEnd()));
    assertThat(served()).isEqualTo("tiny:1");
  }

  @Test
  void anInstanceWithAModelOfItsOwnKeepsItButTakesAShadow() throws Exception {
    // Given
    keeper.close();
    keeper.slot().close();
    var own = Files.write(directory.resolve("own.onnx"), ComparingOnnx.bytes());
    keep(new ModelChoice(Optional.of(own), 1, Device.CPU));

    // When
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90)));
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes("3", 90)));

    // Then
    assertThat(served()).isEqualTo("comparing:1 and comparing:3");
    assertThat(told).contains("live refused comparing:1", "shadow serving comparing:3");
  }

  @Test
  void aShadowHasToHearWhatTheLiveModelHears() throws Exception {
    // Given: the shipped model, which keeps no history of levels
    var shipped = served();

    // When
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes()));
    announce(file(ModelRole.SHADOW, ComparingOnnx.ofAnotherFrontEnd()));

    // Then
    assertThat(served()).isEqualTo(shipped);
    assertThat(told)
        .containsExactly(
            "shadow loading ", "shadow refused ", "shadow loading ", "shadow refused ");
  }

  @Test
  void aShadowThatFitsNoNewLiveModelIsDropped() throws Exception {
    // Given
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("1", 90)));
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes("2", 90)));
    assertThat(served()).isEqualTo("comparing:1 and comparing:2");

    // When
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("3", 91)));

    // Then
    assertThat(served()).isEqualTo("comparing:3");
    assertThat(told).endsWith("live serving comparing:3", "shadow serving ", "shadow refused ");
  }

  @Test
  void aShadowThatIsWithdrawnOrFailsIsGone() throws Exception {
    // Given
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("1", 90)));
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes("2", 90)));

    // When, Then
    keeper.announced(ModelRole.SHADOW, Optional.empty());
    assertThat(served()).isEqualTo("comparing:1");
    assertThat(told).endsWith("shadow");
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes("2", 90)));
    try (var lease = keeper.slot().lease()) {
      keeper.slot().drop(lease.shadow().orElseThrow(), "It broke.");
    }
    keeper.look();
    assertThat(told).endsWith("shadow refused ");
    int before = told.size();
    keeper.look();
    assertThat(told).hasSize(before);
  }

  @Test
  void whatCannotBeFetchedJustNowIsTriedAgain() throws Exception {
    // Given
    var bytes = ComparingOnnx.bytes("2", 90);
    var model = file(ModelRole.LIVE, bytes);
    var path = Path.of(URI.create(model.address()));
    Files.delete(path);
    announce(model);
    assertThat(told).last().asString().startsWith("live refused");

    // When, Then
    Files.write(path, bytes);
    clock.move(ModelKeeper.AGAIN.minusMillis(1));
    keeper.look();
    assertThat(told).last().asString().startsWith("live refused");
    clock.move(Duration.ofMillis(1));
    keeper.look();
    keeper.settle(PATIENCE);
    assertThat(served()).isEqualTo("comparing:2");
    assertThat(told).last().isEqualTo("live serving comparing:2");
  }

  @Test
  void whatWasAnnouncedInBetweenIsNotReplacedByWhatIsTriedAgain() throws Exception {
    // Given
    var gone = file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90));
    var bytes = Files.readAllBytes(Path.of(URI.create(gone.address())));
    Files.delete(Path.of(URI.create(gone.address())));
    announce(gone);
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("3", 90)));

    // When
    Files.write(Path.of(URI.create(gone.address())), bytes);
    clock.move(ModelKeeper.AGAIN);
    keeper.look();
    keeper.settle(PATIENCE);

    // Then
    assertThat(served()).isEqualTo("comparing:3");
  }

  @Test
  void aModelThatStallsKeepsNobodyWaitingAndWhatIsAnnouncedAfterItIsServed() throws Exception {
    // Given
    var shipped = served();
    var next = file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90));
    try (var server = StallingServer.start(next.bytes())) {
      keeper.close();
      keeper.slot().close();
      keep(
          ModelChoice.SHIPPED.from(
              ModelOrigins.parse(List.of(directory.toString(), server.url().toString()))));
      keeper.announced(ModelRole.LIVE, Optional.of(at(next, server.url().resolve("m.onnx"))));
      assertThat(server.asked()).succeedsWithin(PATIENCE);
      keeper.settle(Duration.ofMillis(1));
      keeper.running();
      assertThat(served()).isEqualTo(shipped);
      assertThat(told).containsExactly("live loading " + shipped);

      // When
      announce(next);

      // Then
      assertThat(served()).isEqualTo("comparing:2");
      assertThat(told).last().isEqualTo("live serving comparing:2");
      assertThat(server.closedByClient()).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void anAddressThatTheOriginsDoNotNameIsRefusedAndNotTriedAgain() throws Exception {
    // Given
    var model = file(ModelRole.LIVE, ComparingOnnx.bytes("2", 90));
    keeper.close();
    keeper.slot().close();
    keep(ModelChoice.SHIPPED);

    // When
    announce(model);
    clock.move(ModelKeeper.AGAIN);
    keeper.settle(PATIENCE);

    // Then
    assertThat(served()).isNotEqualTo("comparing:2");
    assertThat(told).hasSize(2).last().asString().startsWith("live refused");
  }

  @Test
  void aShadowThatWasRefusedIsTriedAgainWithAnotherLiveModel() throws Exception {
    // Given
    announce(file(ModelRole.SHADOW, ComparingOnnx.bytes("2", 90)));
    assertThat(told).last().isEqualTo("shadow refused ");

    // When
    announce(file(ModelRole.LIVE, ComparingOnnx.bytes("1", 90)));
    keeper.settle(PATIENCE);

    // Then
    assertThat(served()).isEqualTo("comparing:1 and comparing:2");
  }
}
