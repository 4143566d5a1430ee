package dev.sluice.review.forge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A request as a stub of a forge keeps it; each forge tells it in words of its own. */
public final class StubRequest {

    /** How it was left. */
    public enum End {
        OPEN,
        DECLINED,
        MERGED
    }

    /** A remark; on a line or on the request as a whole. */
    public static final class Remark {
        public final long id;
        public final String author;
        public final boolean isOnLine;
        public String text;
        public int version;

        Remark(long id, String author, boolean isOnLine, String text) {
            this.id = id;
            this.author = author;
            this.isOnLine = isOnLine;
            this.text = text;
        }
    }

    public final long id;
    public final String branch;
    public final String base;
    public String title;
    public String body;
    public String head;
    public boolean draft;
    public int version;
    public End end = End.OPEN;
    public String mergesLater = "";
    public final TreeSet<String> labels = new TreeSet<>();
    public final List<Remark> remarks = new ArrayList<>();

    /** What each reviewer says; empty before. */
    public final Map<String, String> reviewers = new LinkedHashMap<>();

    public StubRequest(long id, String branch, String base, String title, String body, String head) {
        this.id = id;
        this.branch = branch;
        this.base = base;
        this.title = title;
        this.body = body;
        this.head = head;
    }

    /** All that is written on it. */
    public String text() {
        return body + remarks.stream().map(remark -> "\n\n" + remark.text).collect(Collectors.joining());
    }

    public boolean isOpen() {
        return end == End.OPEN;
    }
}
