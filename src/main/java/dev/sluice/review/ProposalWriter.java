package dev.sluice.review;

import dev.sluice.plan.briefing.Briefing;
import dev.sluice.plan.briefing.PlannedRequest;
import dev.sluice.plan.briefing.Title;
import dev.sluice.review.body.AnswerAdvice;
import dev.sluice.review.body.BodyPage;
import dev.sluice.review.body.KeptNotes;
import dev.sluice.review.body.RequestBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what a request shall say, with the notes that people wrote into it. */
final class ProposalWriter {

    /** Sluice's own labels; others that begin alike are people's. */
    private static final List<String> RISKS = List.of("risk/low", "risk/high");

    private final Forge forge;
    private final Terms terms;
    private final RequestBody words;

    ProposalWriter(Forge forge, Terms terms, RequestBody words) {
        this.forge = forge;
        this.terms = terms;
        this.words = words;
    }

    /**
     * What a request shall say.
     *
     * @param heard the highest number of a comment that asked to propose again; 0 for none
     * @param head the branch's commit; empty where it is not Sluice's
     * @param before the body that the request has now; empty for a new one
     */
    Proposal of(PlannedRequest planned, long heard, String head, String before) {
        RequestStamp stamp = RequestStamp.of(terms, AutoMerge.isLow(planned), heard);
        int limit = forge.bodyLimit() - RequestStamp.LONGEST - AcceptComments.LONGEST;
        BodyPage page = new BodyPage(
                limit,
                forge.drawsMermaid(),
                files(planned.briefing(), head),
                answer(),
                KeptNotes.in(before, Math.min(limit / 2, forge.notesLimit())));
        return new Proposal(
                planned.branch(),
                terms.base(),
                Title.of(planned.briefing()),
                stamp.on(words.of(planned.briefing(), page)
                        + (forge.saysWhoMayMerge() ? AcceptComments.advice(planned.content()) : "")),
                planned.labels(),
                dropped(planned),
                terms.reviewers(),
                terms.assignees(),
                terms.draft());
    }

    /** The same request with another body, for other people. */
    Proposal withPeople(PlannedRequest planned, PullRequest request, String body) {
        return new Proposal(
                planned.branch(),
                terms.base(),
                request.title(),
                body,
                List.of(),
                List.of(),
                terms.reviewers(),
                terms.assignees(),
                terms.draft());
    }

    private AnswerAdvice answer() {
        return new AnswerAdvice(forge.howToLabel(PullRequest.HOLD), new ProposeAgain(forge, terms.base()).advice());
    }

    private Optional<URI> files(Briefing briefing, String head) {
        return head.isEmpty()
                ? Optional.empty()
                : forge.pages().folder(head, briefing.place().folderOf(briefing.clusters()));
    }

    /** The other risk, and the wish that has been heard. */
    private static List<String> dropped(PlannedRequest planned) {
        List<String> dropped = new ArrayList<>(RISKS);
        dropped.removeAll(planned.labels());
        dropped.add(ProposeAgain.LABEL);
        return dropped;
    }
}
