package dev.lavant.router.result;

import java.util.List;

/// What came of one event of a function, decided and committed once.
public sealed interface Result {

    /// The function returned.
    ///
    /// @param outputs in the order in which it returned them; none when it returned nothing, or when the event was
    ///     handled in a batch with others and is not the first of them
    record Succeeded(List<Emitted> outputs) implements Result {
        public Succeeded {
            outputs = List.copyOf(outputs);
        }
    }

    /// It was given up; the letter's headers say why.
    record DeadLettered(Emitted letter) implements Result {}
}
