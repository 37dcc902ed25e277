package com.penguinmails.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.stereotype.Controller;

/**
 * The rules that hold in every module. Rules in a library do not run by themselves, so each module has a test:
 *
 * <pre>{@code @TestFactory Stream<DynamicTest> houseRules() { return HouseRules.of("com.penguinmails.campaign"); }}</pre>
 */
public final class HouseRules {

    /** What a service may use of ours: the modules of common-lib, never another service. */
    private static final List<String> COMMON =
            List.of("kernel", "contracts", "tenancy", "tokens", "security", "web", "jobs", "crypto", "observability");

    /** SDKs of vendors, each with the package in which it may be named. */
    private static final List<Edge> EDGES = List.of(
            new Edge("com.stripe..", "..stripe.."),
            new Edge("com.samskivert.mustache..", "..rendering.."),
            new Edge("de.siegmar.fastcsv..", "..imports.."),
            new Edge("com.google.crypto.tink..", "com.penguinmails.crypto.."),
            new Edge("io.lettuce..", "..redis.."),
            new Edge("org.apache.james..", "..dkim.."));

    private record Edge(String vendor, String home) {}

    private HouseRules() {}

    /** One test a rule, over the main classes of {@code rootPackage}. */
    public static Stream<DynamicTest> of(String rootPackage) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(rootPackage);
        return rules(rootPackage).stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }

    static List<ArchRule> rules(String root) {
        var rules = new ArrayList<ArchRule>();
        rules.add(SlicesRuleDefinition.slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .as("features do not depend on each other in circles"));
        rules.add(noClasses()
                .should()
                .dependOnClassesThat(otherServiceThan(root))
                .as("a service knows another one by its contract only"));
        rules.add(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .or()
                .areAssignableTo("org.springframework.data.repository.Repository")
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .as("controllers, entities and repositories stay inside their feature"));
        rules.add(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .as("time and environment are injected, and nobody sleeps"));
        rules.add(noClasses()
                .should()
                .haveSimpleNameEndingWith("Service")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .as("names say what a class does, not that it does something"));
        rules.add(noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..controller..",
                        "..service..",
                        "..repository..",
                        "..dto..",
                        "..impl..",
                        "..model..")
                .as("packages name the business, not the layer"));
        rules.add(noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .as("nothing is injected into fields"));
        rules.add(fields().that()
                .areStatic()
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .as("there is no static mutable state"));
        rules.add(classes()
                .that()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should(liveInNullMarkedPackages())
                .as("every package is @NullMarked"));
        for (Edge edge : EDGES) {
            rules.add(noClasses()
                    .that()
                    .resideOutsideOfPackage(edge.home())
                    .should()
                    .dependOnClassesThat(resideInAPackage(edge.vendor()))
                    .allowEmptyShould(true)
                    .as(edge.vendor() + " is named only in " + edge.home()));
        }
        return rules;
    }

    private static DescribedPredicate<JavaClass> otherServiceThan(String root) {
        return DescribedPredicate.describe("of another service", candidate -> {
            String name = candidate.getPackageName();
            return name.startsWith("com.penguinmails.")
                    && !(name + ".").startsWith(root + ".")
                    && COMMON.stream().noneMatch(module -> (name + ".").startsWith("com.penguinmails." + module + "."));
        });
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
        return new ArchCondition<>("live in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().tryGetPackageInfo().isPresent()
                        && item.getPackage().isAnnotatedWith(NullMarked.class);
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getPackageName() + " has no package-info with @NullMarked"));
                }
            }
        };
    }
}
