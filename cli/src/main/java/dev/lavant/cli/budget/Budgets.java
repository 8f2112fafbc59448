package dev.lavant.cli.budget;

import picocli.CommandLine.Command;

/// `lavant budget`: a verb of verbs.
@Command(
        name = "budget",
        description = "What tenants and functions may spend in a month.",
        synopsisSubcommandLabel = "VERB")
public final class Budgets {}
