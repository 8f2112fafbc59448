package dev.lavant.console.page;

import dev.lavant.console.picture.Sight;
import java.util.function.BooleanSupplier;

/// How somebody looks on.
///
/// @param holds false once the key by which they came in is revoked
/// @param unread messages in a row that they did not take
record Viewing(Sight sight, BooleanSupplier holds, int unread) {
    Viewing(Sight sight, BooleanSupplier holds) {
        this(sight, holds, 0);
    }

    Viewing took() {
        return new Viewing(sight, holds, 0);
    }

    Viewing oneMoreUnread() {
        return new Viewing(sight, holds, unread + 1);
    }
}
