package dev.lavant.schemas.log;

import java.util.function.BiConsumer;

/// A thread that knows what it works on. A line that is logged on it says so; no line, no work.
public interface AtWork {

    /// Hands over what it works on now, names as in [Facts]; nothing while it rests. Called on the thread itself.
    void tell(BiConsumer<String, Object> taker);
}
