package io.entracep.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * One direction of flow: a package imports only what lies before it. Between modules the build
 * holds it.
 */
@AnalyzeClasses(packages = "io.entracep", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
    /** Neither of this module nor in the test jars of others. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    /** The modules engine and patterns, but for what runs Flink's NFA. */
    private static final String[] PURE = {
        "io.entracep.event..",
        "io.entracep.decode..",
        "io.entracep.signal..",
        "io.entracep.yaml..",
        "io.entracep.policy..",
        "io.entracep.rule..",
        "io.entracep.state..",
        "io.entracep.detection..",
        "io.entracep.detections..",
        "io.entracep.declared..",
        "io.entracep.catalogue..",
        "io.entracep.alert..",
        "io.entracep.attack..",
        "io.entracep.incident..",
        "io.entracep.loop.."
    };

    @ArchTest
    static final ArchRule PACKAGES_IMPORT_WHAT_LIES_BEFORE_THEM =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("event")
                    .definedBy("io.entracep.event..")
                    .layer("decode")
                    .definedBy("io.entracep.decode..")
                    .layer("signal")
                    .definedBy("io.entracep.signal..")
                    .layer("yaml")
                    .definedBy("io.entracep.yaml..")
                    .layer("rule")
                    .definedBy("io.entracep.rule..")
                    .layer("policy")
                    .definedBy("io.entracep.policy..")
                    .layer("state")
                    .definedBy("io.entracep.state..")
                    .layer("detection")
                    .definedBy("io.entracep.detection..")
                    .layer("detections")
                    .definedBy("io.entracep.detections..")
                    .layer("declared")
                    .definedBy("io.entracep.declared..")
                    .layer("catalogue")
                    .definedBy("io.entracep.catalogue..")
                    .layer("alert")
                    .definedBy("io.entracep.alert..")
                    .layer("attack")
                    .definedBy("io.entracep.attack..")
                    .layer("incident")
                    .definedBy("io.entracep.incident..")
                    .layer("sequence")
                    .definedBy("io.entracep.sequence..")
                    .layer("loop")
                    .definedBy("io.entracep.loop..")
                    .whereLayer("loop")
                    .mayOnlyAccessLayers(
                            "event",
                            "decode",
                            "signal",
                            "policy",
                            "state",
                            "detection",
                            "catalogue")
                    .whereLayer("sequence")
                    .mayOnlyAccessLayers("signal", "detection")
                    .whereLayer("incident")
                    .mayOnlyAccessLayers("event", "policy", "state", "detection", "alert", "attack")
                    .whereLayer("attack")
                    .mayNotAccessAnyLayer()
                    .whereLayer("alert")
                    .mayOnlyAccessLayers("event", "signal", "policy", "state", "detection")
                    .whereLayer("catalogue")
                    .mayOnlyAccessLayers(
                            "event",
                            "decode",
                            "signal",
                            "yaml",
                            "policy",
                            "rule",
                            "state",
                            "detection",
                            "declared")
                    .whereLayer("declared")
                    .mayOnlyAccessLayers(
                            "event",
                            "decode",
                            "signal",
                            "yaml",
                            "policy",
                            "rule",
                            "state",
                            "detection")
                    .whereLayer("detections")
                    .mayOnlyAccessLayers(
                            "event", "decode", "signal", "policy", "rule", "state", "detection")
                    .whereLayer("detection")
                    .mayOnlyAccessLayers("event", "decode", "signal", "policy", "rule", "state")
                    .whereLayer("state")
                    .mayOnlyAccessLayers("event", "signal")
                    .whereLayer("policy")
                    .mayOnlyAccessLayers("event", "signal", "yaml")
                    .whereLayer("rule")
                    .mayOnlyAccessLayers("event", "decode", "yaml")
                    .whereLayer("yaml")
                    .mayNotAccessAnyLayer()
                    .whereLayer("signal")
                    .mayOnlyAccessLayers("event", "decode", "yaml")
                    .whereLayer("decode")
                    .mayOnlyAccessLayers("event")
                    .whereLayer("event")
                    .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule THEY_KNOW_OF_FLINK_ONLY_THE_PATTERN_API =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                            "org.apache.flink..")
                                    .and(
                                            com.tngtech.archunit.base.DescribedPredicate.not(
                                                    com.tngtech.archunit.core.domain.JavaClass
                                                            .Predicates.resideInAPackage(
                                                            "org.apache.flink.cep.pattern.."))));

    @ArchTest
    static final ArchRule ONLY_SEQUENCE_KNOWS_THE_NFA =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.entracep.sequence..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink.cep.nfa..");

    @ArchTest
    static final ArchRule THEY_READ_NO_CLOCK =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.time.LocalDate.class, "now");

    @ArchTest
    static final ArchRule THE_LOOP_KNOWS_NO_KIND_OF_DETECTION =
            noClasses()
                    .that()
                    .resideInAPackage("io.entracep.loop..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "io\\.entracep\\.detection\\.(Event|Count|Absence|Trend)Detection")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("io.entracep.detections..");
}
