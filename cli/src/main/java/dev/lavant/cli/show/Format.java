package dev.lavant.cli.show;

/// How data is printed.
public enum Format {
    /// For people.
    TABLE,
    /// For programs: one object a line, with the field names of docs/command-line.md.
    JSON
}
