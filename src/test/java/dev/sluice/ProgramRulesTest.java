package dev.sluice;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.sluice.text.ExplainedException;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What no class of the program does, wherever it is. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = DoNotIncludeTests.class)
class ProgramRulesTest {

    @ArchTest
    static final ArchRule clocksArePassedIn = noClasses()
            .that(DescribedPredicate.not(name("dev.sluice.RunWiring")))
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** Those left are a mistake in the program, and an answer that is explained where it is caught. */
    @ArchTest
    static final ArchRule failuresThatAUserSeesHaveOneBase = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and(DescribedPredicate.not(name("dev.sluice.cluster.UndeclaredCallException")
                    .or(name("dev.sluice.review.forge.calls.Refusal"))))
            .should()
            .beAssignableTo(ExplainedException.class);

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields().should().beAnnotatedWith(Inject.class).orShould().beAnnotatedWith(ConfigProperty.class);

    @ArchTest
    static final ArchRule onlyTheStartTalksToTheTerminal = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sluice")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
