package dev.lavant.cli;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells of a failure in three lines (what, why, what to type next) and gives the exit code.
final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final CommonOptions common;

    FailureReport(CommonOptions common) {
        this.common = common;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(error() + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("       See: " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception failed, CommandLine command, ParseResult parsed) {
        var failure = explained(failed);
        PrintWriter err = command.getErr();
        err.println(error() + failure.what() + ".");
        indented(failure.why()).forEach(err::println);
        indented(failure.next()).forEach(err::println);
        if (common.verbose()) {
            failed.printStackTrace(err);
        }
        err.flush();
        return failure.exit().code();
    }

    private CommandFailed explained(Exception failed) {
        return switch (failed) {
            case CommandFailed known -> known;
            case ExecutionException wrapped when wrapped.getCause() instanceof Exception cause -> explained(cause);
            default -> PlatformFailures.explained(failed, common.addresses());
        };
    }

    private static Iterable<String> indented(String text) {
        return text.lines().map(line -> "       " + line).toList();
    }

    private String error() {
        return common.ansi().string("@|bold,red error:|@ ");
    }
}
