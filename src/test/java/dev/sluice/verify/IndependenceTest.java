package dev.sluice.verify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sluice.manifest.ParsedFirewall;
import dev.sluice.policy.Action;
import dev.sluice.policy.Destination;
import dev.sluice.policy.Port;
import dev.sluice.policy.Rule;

/** A certificate is worth something because it shares so little with what it certifies. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = DoNotIncludeTests.class)
class IndependenceTest {

    private static final String RECOMPUTES = "dev.sluice.policy.certificate..";
    private static final String CHECKS = "dev.sluice.verify..";

    private static final DescribedPredicate<JavaClass> PLAIN =
            resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.sluice.ranges..", "dev.sluice.text..");

    private static final DescribedPredicate<JavaClass> VALUES =
            belongToAnyOf(Action.class, Destination.class, Port.class, Rule.class);

    @ArchTest
    static final ArchRule recomputingTakesAddressSetsAndValuesAlone = classes()
            .that()
            .resideInAPackage(RECOMPUTES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(RECOMPUTES).or(PLAIN).or(VALUES));

    @ArchTest
    static final ArchRule checkingReadsFirewallsAndNothingElse = classes()
            .that()
            .resideInAPackage(CHECKS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CHECKS, RECOMPUTES)
                    .or(PLAIN)
                    .or(VALUES)
                    .or(belongToAnyOf(ParsedFirewall.class)));

    @ArchTest
    static final ArchRule readingFirewallsTakesValuesAlone = classes()
            .that(belongToAnyOf(ParsedFirewall.class))
            .should()
            .onlyDependOnClassesThat(belongToAnyOf(ParsedFirewall.class)
                    .or(PLAIN)
                    .or(VALUES)
                    .or(JavaClass.Predicates.simpleName("Yaml")));

    @ArchTest
    static final ArchRule whatARuleDecidesIsAskedAnew =
            noClasses().that().resideInAnyPackage(RECOMPUTES, CHECKS).should().callMethod(Rule.class, "decides");
}
