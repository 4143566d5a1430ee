package dev.sluice.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://acme@dev.azure.com/acme/My Net/_git/fleet?path=/demo&version=GBmain, https://dev.azure.com/acme/My%20Net/_git/fleet",
        "https://dev.azure.com/acme/net/_git/fleet/pullrequests, https://dev.azure.com/acme/net/_git/fleet",
        "https://acme.visualstudio.com/DefaultCollection/net/_git/fleet, https://acme.visualstudio.com/DefaultCollection/net/_git/fleet",
        "https://git.example/projects/NET/repos/fleet/browse/demo?at=main, https://git.example/scm/NET/fleet.git",
        "https://git.example/bb/users/anna/repos/fleet, https://git.example/bb/scm/~anna/fleet.git",
        "https://anna@git.example/scm/net/fleet.git, https://git.example/scm/net/fleet.git",
        "https://anna@bitbucket.org/net/fleet.git, https://bitbucket.org/net/fleet.git",
        "https://bitbucket.org/net/fleet/src/main/, https://bitbucket.org/net/fleet.git",
        "https://github.com/platform/fleet/tree/main/demo, https://github.com/platform/fleet.git",
        "https://gitlab.com/a/b/fleet/-/tree/main?ref_type=heads, https://gitlab.com/a/b/fleet.git",
        "https://codeberg.org/platform/fleet/src/branch/main, https://codeberg.org/platform/fleet.git"
    })
    void becomesWhatGitTakes(String pasted, String address) {
        assertThat(Origin.requireUrl(pasted)).isEqualTo(address);
        assertThat(Origin.requireUrl(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/platform/fleet.git",
                "https://github.com/platform/fleet/",
                "https://gitlab.com/a/b/c/fleet.git",
                "https://git.example/src/fleet.git",
                "git@ssh.dev.azure.com:v3/acme/My%20Net/fleet",
                "ssh://git@git.example:7999/~anna/fleet.git",
                "file:///srv/projects/net/repos/fleet"
            })
    void staysWhereGitTakesIt(String address) {
        assertThat(Origin.requireUrl(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://anna:s3cret@bitbucket.org/net/fleet.git",
                "https://acme:s3cret@dev.azure.com/acme/net/_git/fleet",
                "https://s3cret@github.com/platform/fleet/tree/main"
            })
    void takesNoPassword(String pasted) {
        assertThatThrownBy(() -> Origin.requireUrl(pasted))
                .hasMessageContaining("must not hold credentials")
                .message()
                .doesNotContain("s3cret");
    }
}
