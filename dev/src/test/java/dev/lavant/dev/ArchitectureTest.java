package dev.lavant.dev;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The import rules of the design. Planted faults turned it red: an edge that imported its neighbour, a clock
/// call in a core, a Kafka type in a core.
class ArchitectureTest {
    private static final String[] CORES = {
        "dev.lavant.host.lane..",
        "dev.lavant.host.meter..",
        "dev.lavant.autoscaler.decide..",
        "dev.lavant.billing.rate..",
        "dev.lavant.console.picture..",
        "dev.lavant.billing.audit..",
        "dev.lavant.billing.budget..",
        "dev.lavant.router.route..",
        "dev.lavant.router.result..",
        "dev.lavant.filter.cesql..",
        "dev.lavant.registry.store..",
        "dev.lavant.testkit.guarantee..",
        "dev.lavant.torture.plan.."
    };
    private static final String[] SERVICES = {
        "dev.lavant.host..",
        "dev.lavant.autoscaler..",
        "dev.lavant.billing..",
        "dev.lavant.console..",
        "dev.lavant.router..",
        "dev.lavant.registry..",
        "dev.lavant.kafka.."
    };
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lavant");

    @Test
    void a_core_sees_the_schemas_the_plain_jdk_and_the_language_it_speaks() {
        classes()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORES)
                        .or(resideInAnyPackage(
                                "dev.lavant.schemas",
                                "dev.lavant.schemas.usage",
                                "java.lang..",
                                "java.util",
                                "java.util.function..",
                                "java.util.stream..",
                                "java.util.regex..",
                                "java.time..",
                                "java.math..",
                                "java.nio",
                                "java.nio.charset..",
                                "java.io..",
                                "java.security..",
                                "org.jspecify..",
                                // schemas are Avro's
                                "dev.lavant.filter",
                                "org.apache.avro..")))
                .check(CODE);
    }

    @Test
    void a_core_is_told_the_time() {
        noClasses()
                .that()
                .resideInAnyPackage(CORES)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CODE);
    }

    /// Setting the machine's clock must not end a lull or a back-off. A lease tells people when it was claimed.
    @Test
    void the_autoscaler_goes_by_a_clock_that_does_not_jump() {
        noClasses()
                .that()
                .resideInAPackage("dev.lavant.autoscaler..")
                .and()
                .resideOutsideOfPackage("dev.lavant.autoscaler.lead")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void services_meet_at_topics_and_never_in_code() {
        for (String service : SERVICES) {
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(SERVICES)
                            .and(resideInAnyPackage(service).negate()))
                    .check(CODE);
        }
    }

    @Test
    void edges_meet_only_in_their_modules_root() {
        for (String service : SERVICES) {
            slices().matching(service.replace("..", ".(*).."))
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAnyPackage(CORES))
                    .allowEmptyShould(true)
                    .check(CODE);
        }
    }

    @Test
    void the_function_api_needs_nothing_but_the_jdk_and_a_logger() {
        classes()
                .that()
                .resideInAPackage("dev.lavant.function..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.lavant.function..", "java..", "org.jspecify..", "org.slf4j..")
                .check(CODE);
    }

    @Test
    void the_simulator_runs_the_real_decision_and_nothing_else_of_the_platform() {
        noClasses()
                .that()
                .resideInAPackage("dev.lavant.simulator..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.lavant..", "org.apache.kafka..")
                        .and(resideInAnyPackage(
                                        "dev.lavant.simulator..", "dev.lavant.autoscaler.decide", "dev.lavant.schemas")
                                .negate()))
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.lavant.(**)").should().beFreeOfCycles().check(CODE);
    }
}
