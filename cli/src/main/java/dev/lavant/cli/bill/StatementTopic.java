package dev.lavant.cli.bill;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.schemas.Statement;
import dev.lavant.schemas.topics.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The statements of a platform, and errors that name those that are there.
record StatementTopic(List<Statement> all) {

    static StatementTopic read(Platform platform) {
        return new StatementTopic(
                ControlTopics.read(platform, Topics.STATEMENTS).statements());
    }

    /// Those of a tenant, or of all.
    List<Statement> of(Optional<String> tenant) {
        tenant.ifPresent(name -> require("tenant", name, Statement::getTenant));
        return all.stream()
                .filter(statement -> tenant.isEmpty() || statement.getTenant().equals(tenant.get()))
                .toList();
    }

    /// Those that a line is made of.
    List<Statement> of(LineId line) {
        require("tenant", line.tenant(), Statement::getTenant);
        require("function", line.function(), Statement::getFunction);
        List<Statement> found = all.stream().filter(line::has).toList();
        if (found.isEmpty()) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is nothing on the bill of " + line.tenant() + " for " + line.function() + " in "
                            + line.period(),
                    "Billed are: " + listed(all, Statement::getBillingPeriod) + ".",
                    "See the lines:  lavant bill --tenant " + line.tenant());
        }
        return found;
    }

    private void require(String what, String name, Function<Statement, String> of) {
        if (all.stream().noneMatch(statement -> of.apply(statement).equals(name))) {
            throw new CommandFailed(
                    Exit.NOT_FOUND,
                    "there is no bill for a " + what + " '" + name + "'",
                    all.isEmpty() ? "Nothing has been billed yet." : "Billed are: " + listed(all, of) + ".",
                    "See all:  lavant bill");
        }
    }

    private static String listed(Collection<Statement> statements, Function<Statement, String> of) {
        return statements.stream().map(of).distinct().sorted().collect(Collectors.joining(", "));
    }
}
