package dev.sluice.serve.api;

import dev.sluice.text.OutsideText;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a request was not answered. */
@RegisterForReflection // it is in no method's signature, where Quarkus would find it
public record Problem(String error) {

    public Problem {
        error = OutsideText.line(error);
    }
}
