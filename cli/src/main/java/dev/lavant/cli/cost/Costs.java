package dev.lavant.cli.cost;

import picocli.CommandLine.Command;

/// `lavant cost`: a verb of verbs.
@Command(name = "cost", description = "What an event or a trace costs.", synopsisSubcommandLabel = "VERB")
public final class Costs {}
