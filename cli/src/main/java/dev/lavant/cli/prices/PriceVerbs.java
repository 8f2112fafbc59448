package dev.lavant.cli.prices;

import picocli.CommandLine.Command;

/// `lavant prices`: a verb of verbs.
@Command(name = "prices", description = "What compute costs, from when.", synopsisSubcommandLabel = "VERB")
public final class PriceVerbs {}
