package dev.lavant.cli.event;

import picocli.CommandLine.Command;

/// `lavant event`: the verbs about events.
@Command(name = "event", description = "Send events to a topic, or see those that are there.")
public final class Events {}
