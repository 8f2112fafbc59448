package dev.lavant.cli.key;

import picocli.CommandLine.Command;

/// `lavant keys`: a verb of verbs.
@Command(
        name = "keys",
        description = "Who may send events and call functions over HTTP, where other machines reach the ingress.",
        synopsisSubcommandLabel = "VERB")
public final class Keys {}
