package dev.sluice.feed;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects a response body and hangs up as soon as it grows beyond a limit, whatever length the server announced. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final int maxBytes;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final List<byte[]> parts = new ArrayList<>();
    private int size;
    private Flow.Subscription subscription = NONE;

    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long n) {
            // there is no publisher to ask
        }

        @Override
        public void cancel() {
            // there is no publisher to stop
        }
    };

    LimitedBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
            if (size > maxBytes) {
                subscription.cancel();
                result.completeExceptionally(new TooLargeException(maxBytes));
                return;
            }
            byte[] part = new byte[buffer.remaining()]; // the client's buffers are of 16 KiB, however little is in one
            buffer.get(part);
            parts.add(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ByteBuffer all = ByteBuffer.allocate(size);
        parts.forEach(all::put);
        result.complete(all.array());
    }

    /** A document is larger than anything expected. */
    static final class TooLargeException extends Exception {

        private static final long serialVersionUID = 1;

        TooLargeException(int maxBytes) {
            super("it has more than " + maxBytes + " bytes");
        }
    }
}
