package dev.sluice.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A bounded LRU cache of a function's results, for questions that recur, as those about firewalls of a fleet do. Equal
 * questions are answered once while they are among the last different ones that fit: memory is bounded, whatever the
 * fleet's size.
 *
 * <p>Not thread-safe.
 */
public final class LruMemo<Q, A> {

    private final Function<Q, A> answering;
    private final Map<Q, A> known;
    private long answered;

    /**
     * @param limit how many are remembered
     * @param answering gives equal answers to equal questions
     */
    public LruMemo(int limit, Function<Q, A> answering) {
        this.answering = answering;
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Q, A> eldest) {
                return size() > limit;
            }
        };
    }

    public A to(Q question) {
        A answer = known.get(question);
        if (answer == null) {
            answer = answering.apply(question);
            answered++;
            known.put(question, answer);
        }
        return answer;
    }

    /** How often a question was not remembered. */
    public long answered() {
        return answered;
    }
}
