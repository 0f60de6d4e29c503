package io.tenor.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code src/kubernetes} against Kubernetes' own types, and against what its page promises.
 */
class KubernetesTest {

  private static final String FOLDER = "src/kubernetes";
  private static final String KUSTOMIZATION = "kustomization.yaml";
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/StatefulSet", StatefulSet.class,
          "apps/v1/Deployment", Deployment.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

  /** A field that a type does not have is a mistake here, where the types themselves keep it. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  @Test
  void everyManifestIsWhatItsTypeAllows() throws Exception {
    // Given
    var misspelt =
        Map.of("apiVersion", "v1", "kind", "Service", "spec", Map.of("selektor", Map.of()));
    // When
    var resources = resources();
    // Then
    assertThat(resources).hasSize(9).allSatisfy(each -> assertThat(each.getMetadata()).isNotNull());
    assertThatThrownBy(() -> parse(misspelt))
        .as("a mistake is seen")
        .isInstanceOf(IllegalArgumentException.class)
        .hasRootCauseInstanceOf(JsonMappingException.class);
  }

  @Test
  void theKustomizationHasEveryManifest() {
    // When
    var kustomization =
        (Map<?, ?>) Repository.yaml(Repository.text(FOLDER + "/" + KUSTOMIZATION)).get(0);
    // Then
    var files =
        Repository.files(FOLDER, ".yaml").stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.equals(KUSTOMIZATION))
            .toList();
    assertThat(Set.<Object>copyOf((List<?>) kustomization.get("resources")))
        .isEqualTo(Set.copyOf(files));
    assertThat(kustomization.get("kind")).isEqualTo("Kustomization");
  }

  @Test
  void podsRunAsNobodyAndWriteToTheirVolumesAlone() {
    for (var template : templates()) {
      var pod = template.getSpec();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001L);
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      for (var container : pod.getContainers()) {
        var rights = container.getSecurityContext();
        assertThat(rights.getReadOnlyRootFilesystem()).isTrue();
        assertThat(rights.getAllowPrivilegeEscalation()).isFalse();
        assertThat(rights.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests()).containsKeys("memory", "cpu");
        var volumes = pod.getVolumes().stream().map(Volume::getName).toList();
        assertThat(container.getVolumeMounts())
            .isNotEmpty()
            .allSatisfy(mount -> assertThat(volumes).contains(mount.getName()));
        assertThat(container.getVolumeMounts().stream().map(mount -> mount.getMountPath()))
            .contains("/tmp");
      }
    }
  }

  @Test
  void everyProbeAsksAPortThatTheContainerHas() {
    for (var container : containers()) {
      var ports = container.getPorts().stream().map(port -> port.getName()).toList();
      var probes =
          Stream.of(
                  container.getReadinessProbe(),
                  container.getLivenessProbe(),
                  container.getStartupProbe())
              .filter(Objects::nonNull)
              .toList();
      assertThat(probes).hasSizeGreaterThanOrEqualTo(2);
      assertThat(probes)
          .allSatisfy(
              probe -> {
                assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal());
                assertThat(probe.getHttpGet().getPath()).startsWith("/health/");
              });
      assertThat(container.getArgs())
          .contains("--http=0.0.0.0:" + container.getPorts().get(0).getContainerPort());
    }
    var monitor = monitor();
    assertThat(path(monitor.getReadinessProbe())).isEqualTo("/health/ready");
    assertThat(path(monitor.getLivenessProbe())).isEqualTo("/health/live");
  }

  @Test
  void theMonitorHasTimeToEndInOrder() {
    // Given: a command gives itself 20 seconds
    var pod = of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec();
    // Then
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(20L);
    assertThat(pod.getAffinity().getPodAntiAffinity()).isNotNull();
  }

  @Test
  void whatSelectsPodsFindsThem() {
    // Given
    var labels = templates().stream().map(each -> each.getMetadata().getLabels()).toList();
    // When
    var selectors = new ArrayList<Map<String, String>>();
    of(Service.class).forEach(each -> selectors.add(each.getSpec().getSelector()));
    of(StatefulSet.class)
        .forEach(each -> selectors.add(each.getSpec().getSelector().getMatchLabels()));
    of(Deployment.class)
        .forEach(each -> selectors.add(each.getSpec().getSelector().getMatchLabels()));
    of(PodDisruptionBudget.class)
        .forEach(each -> selectors.add(each.getSpec().getSelector().getMatchLabels()));
    of(NetworkPolicy.class)
        .forEach(each -> selectors.add(each.getSpec().getPodSelector().getMatchLabels()));
    // Then
    assertThat(selectors)
        .hasSize(7)
        .allSatisfy(
            selector ->
                assertThat(labels)
                    .anyMatch(each -> each.entrySet().containsAll(selector.entrySet())));
  }

  @Test
  void podsReachNamedPlacesAloneAndAreReachedFromNamedOnes() {
    for (var policy : of(NetworkPolicy.class)) {
      assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
      var rules =
          Stream.concat(
                  policy.getSpec().getEgress().stream()
                      .map(rule -> Map.entry(rule.getTo(), rule.getPorts())),
                  policy.getSpec().getIngress().stream()
                      .map(rule -> Map.entry(rule.getFrom(), rule.getPorts())))
              .toList();
      assertThat(rules)
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(
              rule -> {
                assertThat(rule.getValue()).as("ports").isNotEmpty();
                assertThat(rule.getKey()).as("places").isNotEmpty().allMatch(KubernetesTest::named);
              });
      assertThat(policy.getSpec().getEgress())
          .allSatisfy(
              rule ->
                  assertThat(rule.getTo())
                      .allMatch(to -> to.getIpBlock() != null || to.getPodSelector() != null));
    }
  }

  private static boolean named(NetworkPolicyPeer peer) {
    return peer.getIpBlock() != null
        ? !peer.getIpBlock().getCidr().endsWith("/0")
        : !peer.getNamespaceSelector().getMatchLabels().isEmpty();
  }

  @Test
  void commandsAreUnderstood() {
    for (var container : containers()) {
      var words =
          container.getArgs().stream().flatMap(arg -> Stream.of(arg.split("=", 2))).toList();
      assertThat(CommandTree.mistake(words)).isEmpty();
    }
  }

  @Test
  void everySecretIsOneThatThePageCreates() {
    // Given
    var page = Repository.text(FOLDER + "/README.md");
    // When
    var secrets =
        templates().stream()
            .flatMap(template -> template.getSpec().getVolumes().stream())
            .filter(volume -> volume.getSecret() != null)
            .map(volume -> volume.getSecret().getSecretName())
            .toList();
    // Then
    assertThat(secrets)
        .hasSize(3)
        .allSatisfy(name -> assertThat(page).contains("create secret generic " + name + " "));
  }

  private static String path(Probe probe) {
    return probe.getHttpGet().getPath();
  }

  private static Container monitor() {
    return of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private static List<Container> containers() {
    return templates().stream().flatMap(each -> each.getSpec().getContainers().stream()).toList();
  }

  private static List<PodTemplateSpec> templates() {
    return Stream.concat(
            of(StatefulSet.class).stream().map(each -> each.getSpec().getTemplate()),
            of(Deployment.class).stream().map(each -> each.getSpec().getTemplate()))
        .toList();
  }

  private static <T> List<T> of(Class<T> kind) {
    return resources().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<HasMetadata> resources() {
    return Repository.files(FOLDER, ".yaml").stream()
        .filter(file -> !file.endsWith(KUSTOMIZATION))
        .flatMap(file -> Repository.yaml(Repository.text(file)).stream())
        .map(document -> parse((Map<?, ?>) document))
        .toList();
  }

  private static HasMetadata parse(Map<?, ?> document) {
    var kind = document.get("apiVersion") + "/" + document.get("kind");
    assertThat(KINDS).containsKey(kind);
    return STRICT.convertValue(document, KINDS.get(kind));
  }
}
