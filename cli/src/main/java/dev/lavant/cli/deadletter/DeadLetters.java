package dev.lavant.cli.deadletter;

import picocli.CommandLine.Command;

/// `lavant dlq`: the verbs about dead letters.
@Command(name = "dlq", description = "See the events that functions gave up on.")
public final class DeadLetters {}
