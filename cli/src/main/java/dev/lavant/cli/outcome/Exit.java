package dev.lavant.cli.outcome;

/// How the command ends, for scripts that ask. The numbers are a promise; docs/command-line.md lists them.
public enum Exit {
    OK(0),
    FAILED(1),
    /// The command line itself is wrong.
    USAGE(2),
    NOT_FOUND(3),
    /// Something was looked at and found wanting: a schema, this machine.
    CHECK_FAILED(5),
    /// What was waited for has not come in time; it may still come.
    WAITED_IN_VAIN(6),
    /// Kafka or the schema registry does not answer.
    NOT_REACHABLE(7),
    /// Stopped with Ctrl-C; the number is the shell's convention.
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /// The process's exit code.
    public int code() {
        return code;
    }
}
