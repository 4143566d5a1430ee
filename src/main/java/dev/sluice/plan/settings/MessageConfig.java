package dev.sluice.plan.settings;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What commit messages say, as Qute templates; {@code docs/layout.md} lists the values in them. */
@ConfigMapping(prefix = "sluice.git.message")
public interface MessageConfig {

    /**
     * What subjects begin with, on one line, such as {@code chore(egress):} or {@code NET-1234} or {@code [skip ci]}. A
     * blank follows. Without it nothing.
     */
    Optional<String> subjectPrefix();

    /** The body. Without it the table of clusters, the feeds, and what is overridden. */
    Optional<String> body();

    /**
     * Trailers beside Sluice's own, {@code Key: value} on a line each, such as {@code Signed-off-by: {author.name}
     * <{author.email}>}. Without it none. Values are put on one line.
     */
    Optional<String> trailers();
}
