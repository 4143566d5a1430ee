package dev.sluice.gitops;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What a client that pushes gets to see. */
public enum PushAnswer {
    RESULT,
    /** 403, and nothing happens to the repository. */
    FORBIDDEN,
    /** 403 in the words of a forge whose repository is archived. */
    ARCHIVED,
    /** 500 after the push took effect. */
    ERROR_AFTERWARDS,
    /** The connection ends after the push took effect. */
    CUT_AFTERWARDS,
    /** The connection ends before anything of the push is read. */
    CUT_BEFORE;

    /** What comes with a 403. */
    Optional<String> refusal() {
        return switch (this) {
            case FORBIDDEN -> Optional.of("Forbidden");
            case ARCHIVED -> Optional.of("This repository was archived so it is read-only.");
            default -> Optional.empty();
        };
    }

    void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.getWriter().print(refusal().orElseThrow());
    }
}
