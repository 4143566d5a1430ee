package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may use what, along the line feed, ranges, policy, manifest, render, plan, gitops, review, run, follow, notify.
 *
 * <p>The start ({@code dev.sluice} itself) wires the parts and may use everything.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String TEXT = "dev.sluice.text..";
    private static final String RANGES = "dev.sluice.ranges..";
    private static final String POLICY = "dev.sluice.policy..";
    private static final String MANIFEST = "dev.sluice.manifest..";
    private static final String RENDER = "dev.sluice.render..";
    private static final String FEED = "dev.sluice.feed..";
    private static final String GITOPS = "dev.sluice.gitops..";
    private static final String REVIEW = "dev.sluice.review..";
    private static final String CLUSTER = "dev.sluice.cluster..";
    private static final String PLAN = "dev.sluice.plan..";
    private static final String BRIEFING = "dev.sluice.plan.briefing";
    private static final String RUN = "dev.sluice.run..";
    private static final String FOLLOW = "dev.sluice.follow..";
    private static final String NOTIFY = "dev.sluice.notify..";
    private static final String SERVE = "dev.sluice.serve..";
    private static final String VERIFY = "dev.sluice.verify..";
    private static final String CONFIG = "dev.sluice.config..";
    private static final String COMMAND = "dev.sluice.command";
    private static final String PROXY = "dev.sluice.proxy..";
    private static final String START = "dev.sluice";

    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify.annotations..";
    private static final String CONFIGURATION = "io.smallrye.config..";
    private static final String LOGGING = "org.jboss.logging..";

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes()
            .should()
            .resideInAnyPackage(
                    TEXT, RANGES, POLICY, MANIFEST, RENDER, FEED, GITOPS, REVIEW, CLUSTER, PLAN, RUN, FOLLOW, NOTIFY,
                    SERVE, VERIFY, CONFIG, COMMAND, PROXY, START);

    @ArchTest
    static final ArchRule textUsesTheJdkOnly = onlyUses(TEXT, JDK, NULLNESS);

    @ArchTest
    static final ArchRule rangesUseTheJdkOnly = onlyUses(RANGES, JDK, NULLNESS);

    @ArchTest
    static final ArchRule policyUsesRanges = onlyUses(POLICY, JDK, TEXT, NULLNESS, RANGES);

    @ArchTest
    static final ArchRule manifestUsesPolicyRangesAndYaml = classes()
            .that(resideInAPackage(MANIFEST).and(DescribedPredicate.not(name("dev.sluice.manifest.Yaml"))))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(MANIFEST, JDK, TEXT, NULLNESS, POLICY, RANGES));

    @ArchTest
    static final ArchRule renderUsesManifestPolicyAndRanges =
            onlyUses(RENDER, JDK, TEXT, NULLNESS, MANIFEST, POLICY, RANGES);

    @ArchTest
    static final ArchRule yamlIsReadAndWrittenBehindOneClassEach = noClasses()
            .that(DescribedPredicate.not(
                    name("dev.sluice.manifest.Yaml").or(name("dev.sluice.config.ConfigurationFile"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule feedUsesRangesHttpAndJson = onlyUses(
            FEED,
            JDK,
            TEXT,
            PROXY,
            "javax.net.ssl..",
            NULLNESS,
            RANGES,
            "com.fasterxml.jackson..",
            CONFIG,
            CONFIGURATION,
            LOGGING,
            "io.smallrye.faulttolerance.api..",
            "org.eclipse.microprofile.faulttolerance..",
            "jakarta.enterprise.context..");

    @ArchTest
    static final ArchRule gitopsUsesGitOnly = onlyUses(
            GITOPS,
            JDK,
            TEXT,
            PROXY,
            "javax.net.ssl..",
            NULLNESS,
            CONFIG,
            CONFIGURATION,
            LOGGING,
            "io.quarkus.runtime.annotations..",
            "org.eclipse.jgit..",
            "com.jcraft.jsch..",
            "org.bouncycastle..");

    @ArchTest
    static final ArchRule reviewUsesForgesAndWords = onlyUses(
            REVIEW,
            JDK,
            TEXT,
            PROXY,
            "javax.net.ssl..",
            NULLNESS,
            BRIEFING,
            POLICY,
            RANGES,
            GITOPS,
            CONFIG,
            CONFIGURATION,
            LOGGING,
            "com.fasterxml.jackson..",
            "io.quarkus.qute..",
            "io.quarkus.rest.client.reactive..",
            "io.quarkus.runtime.annotations..",
            "io.quarkus.tls..",
            "io.smallrye.jwt..",
            "jakarta.ws.rs..",
            "jakarta.enterprise.context..",
            "org.bouncycastle.asn1..",
            "org.eclipse.microprofile.rest.client..");

    @ArchTest
    static final ArchRule planKnowsNothingOfReview = noClasses()
            .that()
            .resideInAPackage(PLAN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(REVIEW);

    @ArchTest
    static final ArchRule briefingsArePlainValues = onlyUses(BRIEFING, JDK, TEXT, NULLNESS, POLICY, RANGES, GITOPS);

    @ArchTest
    static final ArchRule clusterUsesPolicyAndClients = onlyUses(
            CLUSTER,
            JDK,
            TEXT,
            PROXY,
            "javax.net.ssl..",
            NULLNESS,
            POLICY,
            MANIFEST,
            RANGES,
            CONFIG,
            CONFIGURATION,
            LOGGING,
            "io.fabric8.kubernetes..",
            "com.fasterxml.jackson..",
            "com.github.benmanes.caffeine.cache..",
            "org.eclipse.microprofile.rest.client..",
            "io.quarkus.rest.client.reactive..",
            "io.quarkus.tls..",
            "jakarta.ws.rs..",
            "org.HdrHistogram..",
            "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule notifyTellsWhatRunsAndLooksFound = noClasses()
            .that()
            .resideInAPackage(NOTIFY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POLICY, MANIFEST, RENDER, FEED, REVIEW, PLAN, SERVE, VERIFY, START);

    @ArchTest
    static final ArchRule configUsesTheFramework = onlyUses(
            CONFIG,
            JDK,
            TEXT,
            "javax.net.ssl..",
            NULLNESS,
            RANGES,
            CONFIGURATION,
            "io.quarkus.runtime.configuration..",
            "io.quarkus.tls..",
            "jakarta.enterprise.context..",
            "org.eclipse.microprofile.config..",
            "org.yaml..");

    @ArchTest
    static final ArchRule proxiesAreValues = onlyUses(PROXY, JDK, TEXT, NULLNESS, RANGES, CONFIG);

    @ArchTest
    static final ArchRule onlyClusterKnowsKubernetes = noClasses()
            .that()
            .resideOutsideOfPackage(CLUSTER)
            .and(DescribedPredicate.not(name("dev.sluice.RunWiring").or(name("dev.sluice.ClusterWiring"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule onlyGitopsKnowsGit = noClasses()
            .that()
            .resideOutsideOfPackage(GITOPS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.jgit..", "com.jcraft.jsch..");

    @ArchTest
    static final ArchRule onlySigningAndTheKeyOfAnAppUseBouncyCastle = noClasses()
            .that(DescribedPredicate.not(resideInAPackage(GITOPS).or(name("dev.sluice.review.forge.github.AppKey"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule onlyFeedsAndMessagesUseTheHttpClientOfTheJdk = noClasses()
            .that()
            .resideOutsideOfPackages(FEED, NOTIFY)
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http.."));

    @ArchTest
    static final ArchRule theCoreKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(TEXT, RANGES, POLICY, MANIFEST, RENDER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "org.eclipse.microprofile..", "io.smallrye..", "org.jboss..");

    @ArchTest
    static final ArchRule onlyTheCommandLineParsesWords = noClasses()
            .that()
            .resideOutsideOfPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.sluice.(**)").should().beFreeOfCycles();

    private static ArchRule onlyUses(String where, String... what) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(what);
        return classes()
                .that()
                .resideInAPackage(where)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(where).or(allowed));
    }
}
