package dev.lavant.console.picture;

import java.util.Optional;

/// What a viewer may see.
///
/// @param tenant whose lines alone; empty for everything
public record Sight(Optional<String> tenant) {
    /// Everything.
    public static final Sight ALL = new Sight(Optional.empty());

    /// What is of one tenant.
    public static Sight of(String tenant) {
        return new Sight(Optional.of(tenant));
    }

    /// Whether what is of a tenant is seen.
    public boolean sees(String whose) {
        return tenant.map(whose::equals).orElse(true);
    }
}
