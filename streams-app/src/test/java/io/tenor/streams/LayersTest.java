package io.tenor.streams;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which, and why. */
class LayersTest {

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tenor.streams");
  }

  @Test
  void stagesArePureJavaThatATestDrivesWithoutKafka() {
    noClasses()
        .that()
        .resideInAnyPackage("..streams.window..", "..streams.score..", "..streams.alert..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..")
        .because("a unit test drives them with plain values, and a replay is the same code")
        .check(classes);
  }

  @Test
  void onlyTheTopologyAndItsRunnerKnowKafkaStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.topology..", "..streams.monitor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.streams..")
        .because("thin processors bind the stages to state stores; nothing else needs to")
        .check(classes);
  }

  @Test
  void onlyTheModelPackageKnowsOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnxruntime..")
        .because("devices and buffers are decided in one place")
        .check(classes);
  }

  @Test
  void theEmbeddedBrokerIsKnownToTheCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.cli..", "..streams.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tenor.broker..", "kafka..")
        .because("it stays out of the production classpath")
        .check(classes);
  }

  @Test
  void onlyTheMetricsKnowHowNumbersAreKeptAndServed() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .because("who does something tells it through an interface, and it may be that nobody asks")
        .check(classes);
  }

  @Test
  void onlyTheWebhookAndTheFetchOfModelsTalkHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.webhook..", "..streams.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .because("what leaves this machine and what it may carry is decided in few places")
        .check(classes);
  }

  @Test
  void onlyTheHealthProbeTalksPlainHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.health..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.net.HttpURLConnection")
        .because("what leaves this machine and what it may carry is decided in few places")
        .check(classes);
  }

  @Test
  void theWebhookKnowsAlertsAsTheyAreOnTheTopicAndNothingOfHowTheyAreMade() {
    noClasses()
        .that()
        .resideInAPackage("..streams.webhook..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.tenor.streams..")
                .and(not(resideInAPackage("..streams.webhook.."))))
        .because("it is a consumer like any other and could be a program of its own")
        .check(classes);
  }

  @Test
  void theDashboardKnowsTopicsAndNothingOfTheMonitor() {
    noClasses()
        .that()
        .resideInAPackage("..streams.dashboard..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.tenor.streams..")
                .and(not(resideInAPackage("..streams.dashboard..")))
                .and(not(resideInAPackage("..streams.admin..")))
                .and(not(resideInAPackage("..streams.http..")))
                .and(not(resideInAPackage("..streams.ingest.."))))
        .because("it shows what any number of monitors write and could be a program of its own")
        .check(classes);
  }

  @Test
  void onlyTheDashboardAndTheMetricsServePages() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.dashboard..", "..streams.metrics..", "..streams.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..")
        .because("who may see what is decided in one place")
        .check(classes);
  }

  @Test
  void everyServerHoldsItsClientsToTheSameLimits() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..streams.http..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.eclipse\\.jetty\\.server\\.(Server|ServerConnector)"
                + "|com\\.sun\\.net\\.httpserver\\..*|java\\.net\\.ServerSocket")
        .because("a server without limits of time and number is stopped by two idle connections")
        .check(classes);
  }

  @Test
  void aSizingKnowsNothingOfWhatItSizes() {
    noClasses()
        .that()
        .resideInAPackage("..streams.sizing..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.apache.kafka..")
                .or(
                    resideInAPackage("io.tenor.streams..")
                        .and(not(resideInAPackage("..streams.sizing..")))))
        .because("it could be done on paper, for machines that nobody has yet")
        .check(classes);
  }

  @Test
  void noStageKnowsALaterOne() {
    noClasses()
        .that()
        .resideInAPackage("..streams.ingest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..streams.window..", "..streams.score..", "..streams.alert..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("..streams.window..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..streams.score..", "..streams.alert..", "..streams.model..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("..streams.score..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..streams.alert..")
        .check(classes);
    noClasses()
        .that()
        .resideInAnyPackage("..streams.alert..", "..streams.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..streams.topology..", "..streams.monitor..", "..streams.cli..")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.tenor.streams.(*)..").should().beFreeOfCycles().check(classes);
  }
}
