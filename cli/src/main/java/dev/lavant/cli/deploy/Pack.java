package dev.lavant.cli.deploy;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.deploy.pack.FunctionPackage;
import dev.lavant.manifest.FunctionManifest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `lavant package`.
@Command(
        name = "package",
        description = "Make one file of a project's functions, their jars and schemas: target/NAME.lavant.")
public final class Pack implements Callable<Integer> {
    private static final Listing<FunctionPackage> LISTING = new Listing<>(
            Column.text("FILE", "file", made -> made.file().toString()),
            Column.text("ID", "id", FunctionPackage::shortId),
            Column.text(
                    "FUNCTIONS",
                    "functions",
                    made -> made.functions().stream()
                            .map(FunctionManifest::name)
                            .collect(Collectors.joining(", "))),
            Column.number("JARS", "jars", made -> (long) made.jars().size()),
            Column.number(
                    "BYTES",
                    "bytes",
                    made -> made.jars().stream()
                            .mapToLong(FunctionPackage.Jar::bytes)
                            .sum()));

    private final CommonOptions common;

    @Mixin
    private final Source source = new Source();

    /// A verb of one command line.
    public Pack(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        common.console().list(LISTING, List.of(source.open(common)));
        return Exit.OK.code();
    }
}
