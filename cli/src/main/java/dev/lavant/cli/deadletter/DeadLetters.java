package dev.lavant.cli.deadletter;

import picocli.CommandLine.Command;

/// `lavant dlq`: the verbs about dead letters.
@Command(name = "dlq", description = "See the events that functions gave up on, send them again, or drop them.")
public final class DeadLetters {}
