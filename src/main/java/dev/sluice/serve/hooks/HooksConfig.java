package dev.sluice.serve.hooks;

import dev.sluice.config.SecretFile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;

/** Which forges report changes by webhooks. */
@ConfigMapping(prefix = "sluice.hooks")
public interface HooksConfig {

    /**
     * By name: github, gitlab, gitea, forgejo, bitbucket-data-center or bitbucket-cloud. Its webhooks go to
     * {@code /hooks/<name>}; others are answered with 404.
     */
    @WithParentName
    Map<String, HookSecretConfig> forges();

    /** A forge. */
    interface HookSecretConfig {

        /**
         * A file that holds the secret of the webhook, for GitLab its signing token, which begins with {@code whsec_}, or its secret token; it
         * is read again at each delivery.
         */
        @WithConverter(SecretFile.class)
        Path secretFile();
    }
}
