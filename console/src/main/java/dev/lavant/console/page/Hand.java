package dev.lavant.console.page;

import dev.lavant.console.picture.Act;
import dev.lavant.console.picture.Order;

/// Does what people ask for.
public interface Hand {
    /// Does it, or begins it.
    ///
    /// @param who asks
    /// @param tenant whose function or budget it is about
    /// @return what came of it, or how far it is
    /// @throws dev.lavant.deploy.act.Declined when it was not done
    Act carryOut(Order order, String who, String tenant);
}
