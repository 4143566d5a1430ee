package dev.sluice.gitops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The text of a file. Texts that end alike may share their parts, so that many thousands of them fit into memory; two are
 * equal exactly when they say the same, however they were put together.
 */
public final class FileText {

    private final String start;
    private final List<String> rest;

    /** @param rest what follows the start, one part after the other */
    public FileText(String start, List<String> rest) {
        this.start = start;
        this.rest = List.copyOf(rest);
    }

    public FileText(String text) {
        this(text, List.of());
    }

    public String text() {
        return rest.isEmpty() ? start : start + String.join("", rest);
    }

    /** As Git stores it. */
    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** The name that Git gives to a file with this text, at any path. */
    static ObjectId blob(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha1 = sha1(); // the JDK's, several times as fast as JGit's
        sha1.update(Constants.encodeASCII("blob " + bytes.length + "\0"));
        return ObjectId.fromRaw(sha1.digest(bytes));
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FileText other && text().equals(other.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
