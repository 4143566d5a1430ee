package dev.sluice.review;

import dev.sluice.review.PullRequest.RequestState;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A forge in memory, whose branches are those of a real repository. What people do to requests is asked of it, too. */
public final class MemoryForge implements Forge {

    private final Function<String, Optional<String>> heads;
    private final Map<Long, PullRequest> requests = new TreeMap<>();
    private final Map<Long, Proposal> proposals = new TreeMap<>();
    private final Map<Long, Map<Long, Comment>> comments = new TreeMap<>();
    private final Set<Long> reviewed = new HashSet<>();
    private final Map<Long, List<String>> asked = new TreeMap<>();

    /** Accounts that the forge does not know. */
    public final Set<String> strangers = new HashSet<>();

    /** Requests that are merged once their checks have passed, each with the commit. */
    public final Set<String> mergedLater = new HashSet<>();

    /** Whether branches require checks. */
    public boolean isChecked;

    /** Accounts that may merge. */
    public final Set<String> mergers = new HashSet<>();

    private final List<String> writes = new ArrayList<>();
    private Optional<RuntimeException> trouble = Optional.empty();
    private int limit = 65_536;
    private int writesLeft = Integer.MAX_VALUE;
    private long lastComment;
    private int reads;

    /** @param heads the commit that a branch is at */
    public MemoryForge(Function<String, Optional<String>> heads) {
        this.heads = heads;
    }

    /** All that was written since it was last asked, such as {@code open 1}. */
    public List<String> writes() {
        List<String> all = List.copyOf(writes);
        writes.clear();
        return all;
    }

    /** How often anything was read since it was last asked. */
    public int reads() {
        int all = reads;
        reads = 0;
        return all;
    }

    public Collection<PullRequest> requests() {
        return List.copyOf(requests.values());
    }

    public List<PullRequest> open() {
        return requests.values().stream().filter(PullRequest::isOpen).toList();
    }

    public PullRequest only() {
        if (open().size() != 1) {
            throw new AssertionError("open are " + open());
        }
        return open().getFirst();
    }

    /** The newest one, whatever became of it. */
    public PullRequest last() {
        return requests.get((long) requests.size());
    }

    public Proposal proposal(PullRequest request) {
        return proposals.get(request.number());
    }

    public List<String> said(PullRequest request) {
        return comments.get(request.number()).values().stream()
                .map(Comment::text)
                .toList();
    }

    public void label(PullRequest request, String... labels) {
        put(request.number(), request.state(), request.title(), request.body(), Set.of(labels), request.head());
    }

    public void describe(PullRequest request, String body) {
        put(request.number(), request.state(), request.title(), body, request.labels(), request.head());
    }

    public void end(PullRequest request, RequestState state) {
        String head = heads.apply(proposal(request).branch()).orElse(request.head());
        put(request.number(), state, request.title(), request.body(), request.labels(), head);
    }

    /** A person's remark below a request. */
    public void say(PullRequest request, String author, String text) {
        add(request, new Comment(lastComment + 1, text, author, false));
    }

    public void add(PullRequest request, Comment comment) {
        lastComment = Math.max(lastComment, comment.id());
        comments.get(request.number()).put(comment.id(), comment);
    }

    /** Whom a request was given to and who was asked for a review, in order. */
    public List<String> asked(PullRequest request) {
        return asked.getOrDefault(request.number(), List.of());
    }

    public void review(PullRequest request) {
        reviewed.add(request.number());
    }

    /** Fails at the next write, and only there. */
    public void refuse(RuntimeException failure) {
        trouble = Optional.of(failure);
    }

    /** Takes so many writes before it asks for more patience than there is. */
    public void tireAfter(int count) {
        writesLeft = count;
    }

    public void limitBodies(int characters) {
        limit = characters;
    }

    @Override
    public Optional<PullRequest> find(String branch, String base) {
        reads++;
        List<PullRequest> found = requests.values().stream()
                .filter(request -> proposal(request).branch().equals(branch)
                        && proposal(request).base().equals(base))
                .toList();
        return found.stream().filter(PullRequest::isOpen).findFirst().or(() -> found.stream()
                .reduce((earlier, later) -> later));
    }

    @Override
    public PullRequest open(Proposal proposal) {
        long number = requests.size() + 1;
        write("open " + number);
        String head = heads.apply(proposal.branch())
                .orElseThrow(() -> new ForgeException("no branch '" + proposal.branch() + "'"));
        proposals.put(number, proposal);
        comments.put(number, new LinkedHashMap<>());
        return put(
                number,
                RequestState.OPEN,
                proposal.title(),
                checked(proposal.body()),
                Set.copyOf(proposal.labels()),
                head);
    }

    @Override
    public PullRequest update(PullRequest request, Proposal proposal) {
        write("update " + request.number());
        proposals.put(request.number(), proposal);
        String head = heads.apply(proposal.branch()).orElseThrow();
        Set<String> labels = new HashSet<>(requests.get(request.number()).labels());
        labels.addAll(proposal.labels());
        proposal.dropped().forEach(labels::remove);
        return put(request.number(), RequestState.OPEN, proposal.title(), checked(proposal.body()), labels, head);
    }

    @Override
    public List<String> ask(PullRequest request, Proposal proposal) {
        List<String> refusals = new ArrayList<>();
        List<String> there = asked.computeIfAbsent(request.number(), any -> new ArrayList<>());
        Stream.concat(proposal.assignees().stream(), proposal.reviewers().stream())
                .filter(name -> !there.contains(name))
                .forEach(name -> {
                    if (strangers.contains(name)) {
                        refusals.add("there is no " + name);
                    } else {
                        there.add(name);
                    }
                });
        return refusals;
    }

    /** As GitHub does: not where the branch is not at the commit that the request was closed with. */
    @Override
    public Optional<PullRequest> reopen(PullRequest request) {
        boolean isThere = heads.apply(proposal(request).branch()).equals(Optional.of(request.head()));
        if (!isThere) {
            return Optional.empty();
        }
        write("reopen " + request.number());
        return Optional.of(put(
                request.number(),
                RequestState.OPEN,
                request.title(),
                request.body(),
                request.labels(),
                request.head()));
    }

    @Override
    public boolean mayMerge(String user, String base) {
        reads++;
        return mergers.contains(user);
    }

    @Override
    public void close(PullRequest request, String body) {
        write("close " + request.number());
        put(request.number(), RequestState.CLOSED, request.title(), checked(body), request.labels(), request.head());
    }

    @Override
    public Optional<String> mergeWhenChecked(PullRequest request, String head, String base) {
        if (isChecked) {
            mergedLater.add(request.number() + " at " + head);
        }
        return isChecked ? Optional.empty() : Optional.of("branch '" + base + "' requires no check");
    }

    @Override
    public void keepUnmerged(PullRequest request) {
        mergedLater.removeIf(each -> each.startsWith(request.number() + " at "));
    }

    @Override
    public boolean isReviewed(PullRequest request) {
        reads++;
        return reviewed.contains(request.number());
    }

    @Override
    public List<Comment> comments(PullRequest request) {
        reads++;
        return List.copyOf(comments.get(request.number()).values());
    }

    @Override
    public void comment(PullRequest request, String text) {
        write("comment " + request.number());
        long id = ++lastComment;
        comments.get(request.number()).put(id, new Comment(id, text, "sluice", false));
    }

    @Override
    public void edit(PullRequest request, Comment comment, String text) {
        write("edit " + request.number());
        comments.get(request.number()).put(comment.id(), new Comment(comment.id(), text, comment.author(), true));
    }

    @Override
    public void mark(String commit, CommitStatus status) {
        write("mark " + commit + " " + status.context() + " " + status.state());
    }

    @Override
    public int bodyLimit() {
        return limit;
    }

    private void write(String what) {
        if (trouble.isPresent()) {
            RuntimeException failure = trouble.get();
            trouble = Optional.empty();
            throw failure;
        }
        if (writesLeft == 0) {
            throw new ForgeLimitException("the forge asks to wait until later");
        }
        writesLeft--;
        writes.add(what);
    }

    private String checked(String body) {
        if (body.length() > limit) {
            throw new ForgeException("the body has " + body.length() + " characters");
        }
        return body;
    }

    private PullRequest put(
            long number, RequestState state, String title, String body, Set<String> labels, String head) {
        URI url = URI.create("https://git.example/platform/fleet/pull/" + number);
        PullRequest request = new PullRequest(number, url, state, title, body, labels, head);
        requests.put(number, request);
        return request;
    }
}
