package dev.lavant.cli.doctor;

import dev.lavant.cli.doctor.Finding.Level;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Console;
import dev.lavant.cli.show.Format;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/// `lavant doctor`.
@Command(
        name = "doctor",
        description = "Check this machine and the platform, and say how to mend what is wrong. A failed check exits 5.")
public final class Doctor implements Callable<Integer> {
    private final CommonOptions common;

    /// A verb of one command line.
    public Doctor(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var findings = findings();
        print(common.console(), findings);
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Level.FAIL);
        return failed ? Exit.CHECK_FAILED.code() : Exit.OK.code();
    }

    private List<Finding> findings() {
        var addresses = common.addresses();
        var home = Path.of(System.getProperty("java.home"));
        var kafka = KafkaCheck.look(addresses);
        boolean runs = kafka.getFirst().level() == Level.OK;
        return Stream.of(
                        List.of(MachineChecks.java(Runtime.version(), home)),
                        List.of(MachineChecks.disk(common.surroundings().workingDirectory())),
                        MachineChecks.ports(runs),
                        kafka,
                        runs ? TransactionsCheck.look(addresses, Instant.now()) : List.<Finding>of(),
                        RegistryCheck.look(addresses))
                .flatMap(List::stream)
                .toList();
    }

    private static void print(Console console, List<Finding> findings) {
        if (console.format() == Format.JSON) {
            console.list(Finding.LISTING, findings);
            return;
        }
        int width = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        findings.forEach(finding -> finding.lines(console.ansi(), width).forEach(console.out()::println));
    }
}
