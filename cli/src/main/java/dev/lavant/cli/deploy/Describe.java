package dev.lavant.cli.deploy;

import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lavant describe`.
@Command(
        name = "describe",
        description =
                "Show a function: what it reads and writes, every setting with what it comes from, its revisions.")
public final class Describe implements Callable<Integer> {
    private final CommonOptions common;

    @Parameters(paramLabel = "FUNCTION", description = "A function that is deployed.")
    private String name = "";

    /// A verb of one command line.
    public Describe(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var description = Description.read(Platform.reach(common.addresses()), name);
        Console console = common.console();
        if (console.format() == Format.JSON) {
            console.out().println(description.json());
        } else {
            description.lines().forEach(console.out()::println);
        }
        return Exit.OK.code();
    }
}
