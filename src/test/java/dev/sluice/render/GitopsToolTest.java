package dev.sluice.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Configuration;
import dev.sluice.manifest.EgressFirewallCodec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitopsToolTest {

    private static final String FLUX = "kustomize.toolkit.fluxcd.io/";
    private static final String ARGO_CD = "argocd.argoproj.io/";

    @Test
    void fluxIsToldWhatItMustNotPrune() {
        List<ManifestFile> argoCd = folder(GitopsTool.ARGOCD);
        List<ManifestFile> flux = folder(GitopsTool.FLUX);

        assertThat(flux).extracting(ManifestFile::path).isEqualTo(paths(argoCd));
        assertThat(flux).noneMatch(file -> file.text().contains(ARGO_CD));
        assertThat(argoCd).noneMatch(file -> file.text().contains(FLUX));
        assertThat(kept(flux, FLUX + "prune: disabled")).isNotEmpty().isEqualTo(kept(argoCd, "Prune=false"));
    }

    @Test
    void bothAreToldBoth() {
        List<ManifestFile> both = folder(GitopsTool.BOTH);

        assertThat(kept(both, FLUX + "prune: disabled")).isNotEmpty().isEqualTo(kept(both, "Prune=false"));
        assertThat(both)
                .filteredOn(file -> !file.path().endsWith("kustomization.yaml"))
                .allMatch(file -> file.text().contains(ARGO_CD + "sync-wave"));
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsKey(GitopsTool tool) {
        assertThat(Configuration.minimal()
                        .with("sluice.gitops.tool", tool.name().toLowerCase(Locale.ROOT))
                        .settings()
                        .plan()
                        .clusters())
                .allMatch(cluster -> cluster.tool() == tool);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet", "Flux"})
    void isOneOfThree(String word) {
        assertThat(Configuration.minimal().with("sluice.gitops.tool", word).mistakes())
                .singleElement()
                .asString()
                .startsWith("sluice.gitops.tool: '" + word + "' is not one of argocd, flux, both");
    }

    @Test
    void isArgoCdUnlessItIsSet() {
        assertThat(Configuration.minimal().settings().plan().clusters())
                .allMatch(cluster -> cluster.tool() == GitopsTool.ARGOCD);
    }

    private static List<ManifestFile> folder(GitopsTool tool) {
        Cluster cluster = Samples.cluster(Samples.NETWORKS, Optional.empty(), Optional.of(Samples.FLOWS));
        return new ClusterFolder(new EgressFirewallCodec())
                .render(cluster.with(tool), GoldenCase.LAB.decided(), part -> false);
    }

    private static List<String> paths(List<ManifestFile> files) {
        return files.stream().map(ManifestFile::path).toList();
    }

    private static List<String> kept(List<ManifestFile> files, String word) {
        return paths(files.stream().filter(file -> file.text().contains(word)).toList());
    }
}
