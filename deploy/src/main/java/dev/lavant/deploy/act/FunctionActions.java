package dev.lavant.deploy.act;

import dev.lavant.deploy.publish.Deployer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import java.util.List;
import java.util.Optional;

/// What can be done to a function that is deployed.
public record FunctionActions(Connection connection) {

    /// Stops a function; its events wait.
    ///
    /// @return what came of it, as a sentence
    public String pause(String name) {
        FunctionDeployment function = Deployed.read(connection).function(name);
        if (function.getPaused()) {
            return name + " is paused already.";
        }
        write(FunctionDeployment.newBuilder(function).setPaused(true).build());
        return "paused " + name
                + ": its hosts finish what they run and go, its events wait. Let it run:  lavant resume " + name;
    }

    /// Lets a paused function run again.
    ///
    /// @return what came of it, as a sentence
    public String resume(String name) {
        FunctionDeployment function = Deployed.read(connection).function(name);
        if (!function.getPaused()) {
            return name + " is not paused.";
        }
        write(FunctionDeployment.newBuilder(function).setPaused(false).build());
        return "resumed " + name;
    }

    private void write(FunctionDeployment changed) {
        new Deployer(connection, 1).write(List.of(changed));
    }

    /// Checks an earlier revision, to bring it back; changes nothing yet.
    ///
    /// @param to which one; empty for the one before
    /// @throws Declined when there is none, or its code is gone
    public Comeback comeback(String name, Optional<Integer> to) {
        return Comeback.of(Deployed.read(connection), name, to);
    }
}
