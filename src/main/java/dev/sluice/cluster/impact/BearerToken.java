package dev.sluice.cluster.impact;

import dev.sluice.text.OutsideFile;
import java.io.IOException;

/** The token that a source of flows is asked with. */
final class BearerToken {

    private BearerToken() {}

    /**
     * The header for it, read again at each question: a token may be renewed.
     *
     * @throws IOException without the token, saying what is wrong with its file
     */
    static String header(FlowSource source) throws IOException {
        String token;
        try {
            token = OutsideFile.text(source.token()).strip();
        } catch (IOException e) {
            throw new IOException(
                    "cannot read the token for " + source.title() + " in " + source.token() + OutsideFile.why(e), e);
        }
        if (token.isEmpty()) {
            throw new IOException("the file " + source.token() + ", which should hold the token for " + source.title()
                    + ", is empty");
        }
        if (token.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("the file " + source.token() + " holds more than a token for " + source.title()
                    + ", which is one line");
        }
        return "Bearer " + token;
    }
}
