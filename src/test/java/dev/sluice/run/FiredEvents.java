package dev.sluice.run;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Keeps the events that were fired, and hands each to one observer. */
final class FiredEvents implements Event<RunFinished> {

    private final List<RunFinished> fired = new ArrayList<>();
    private Consumer<RunFinished> observer = event -> {};

    List<RunFinished> fired() {
        return fired;
    }

    void observer(Consumer<RunFinished> other) {
        observer = other;
    }

    @Override
    public void fire(RunFinished event) {
        fired.add(event);
        observer.accept(event);
    }

    @Override
    public <U extends RunFinished> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends RunFinished> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<RunFinished> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends RunFinished> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends RunFinished> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
