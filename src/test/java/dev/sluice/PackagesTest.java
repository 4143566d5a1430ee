package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shape of packages: small, without knots, and with one class for each name. */
@AnalyzeClasses(packages = "dev.sluice", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    /** Classes of one package that use each other in a circle. */
    private static final int LARGEST_KNOT = 3;

    private static final int LARGEST_PACKAGE = 40;

    /** Each holds all of what its singular names, and nothing else differs from a type's name by an s. */
    private static final Set<String> COLLECTIONS = Set.of(
            "ClusterConnections", // of all clusters
            "Guards", // with their limits
            "Mistakes", // in a configuration
            "Problems"); // the same, for messages

    @ArchTest
    static void packagesHoldNoKnots(JavaClasses program) {
        Map<String, List<Set<String>>> knots = new TreeMap<>();
        byPackage(program).forEach((name, classes) -> {
            List<Set<String>> found = Knots.in(classes, LARGEST_KNOT);
            if (!found.isEmpty()) {
                knots.put(name, found);
            }
        });
        assertThat(knots).isEmpty();
    }

    @ArchTest
    static void packagesStaySmall(JavaClasses program) {
        Map<String, Integer> sizes = new TreeMap<>();
        byPackage(program).forEach((name, classes) -> sizes.put(name, classes.size()));
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }

    /** Nested ones too: a reader meets a State or a Source far from where it is declared. */
    @ArchTest
    static void simpleNamesAreBorneOnce(JavaClasses program) {
        assertThat(named(program).collect(Collectors.groupingBy(JavaClass::getSimpleName, Collectors.counting())))
                .allSatisfy((name, count) -> assertThat(count).as(name).isOne());
    }

    @ArchTest
    static void pluralsAreCollections(JavaClasses program) {
        Set<String> names = named(program).map(JavaClass::getSimpleName).collect(Collectors.toSet());
        assertThat(names.stream().filter(name -> names.contains(name + "s")).map(name -> name + "s"))
                .containsExactlyInAnyOrderElementsOf(COLLECTIONS);
    }

    private static Map<String, List<JavaClass>> byPackage(JavaClasses program) {
        return topLevel(program).collect(Collectors.groupingBy(JavaClass::getPackageName));
    }

    private static Stream<JavaClass> named(JavaClasses program) {
        return program.stream()
                .filter(each ->
                        !each.isAnonymousClass() && !each.getSimpleName().equals("package-info"));
    }

    private static Stream<JavaClass> topLevel(JavaClasses program) {
        return program.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"));
    }
}
