package dev.sluice.review.forge.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gitops.Secret;
import dev.sluice.proxy.Proxies;
import dev.sluice.review.Repository;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweringProductTest {

    private static final Repository REPOSITORY = new Repository(
            URI.create("https://git.example/api/v4"),
            "platform/fleet",
            new Repository.AccessToken(Secret.of("t0ken")),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-GitHub-Request-Id | not found                          | what answers there is github, not gitlab",
                "X-AREQUESTID        | nothing                            | what answers there is bitbucket-data-center, not gitlab",
                "X-VSS-E2EID         | nothing                            | what answers there is azure-devops, not gitlab",
                "Via                 | <html>Powered by Forgejo and Gitea | what answers there is forgejo, not gitlab",
                "X-Gitlab-Meta       | {}                                 | there is no such repository",
                "Via                 | {}                                 | there is no such repository"
            })
    void isSaidWhereItIsAnother(String header, String text, String why) {
        MultivaluedHashMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle(header, "1");

        assertThat(new Explanation("gitlab", "api", REPOSITORY, Proxies.NONE)
                        .refused("look", new Refusal(404, headers, text)))
                .hasMessageContaining(why)
                .hasMessageEndingWith("(status 404)");
    }
}
