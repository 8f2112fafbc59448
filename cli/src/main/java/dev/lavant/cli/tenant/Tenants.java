package dev.lavant.cli.tenant;

import picocli.CommandLine.Command;

/// `lavant tenant`: a verb of verbs.
@Command(name = "tenant", description = "What tenants may have.", synopsisSubcommandLabel = "VERB")
public final class Tenants {}
