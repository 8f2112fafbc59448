package dev.lavant.console.page;

import dev.lavant.schemas.ApiKey;
import java.util.Optional;

/// The API keys that are not revoked.
public interface Keys {
    /// A key by its id.
    Optional<ApiKey> find(String id);

    /// False while they are still being read: then a key that is not found may be there.
    boolean known();
}
