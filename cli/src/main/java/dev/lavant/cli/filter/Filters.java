package dev.lavant.cli.filter;

import picocli.CommandLine.Command;

/// `lavant filter`: the verbs about filters.
@Command(name = "filter", description = "Try filters before functions have them.")
public final class Filters {}
