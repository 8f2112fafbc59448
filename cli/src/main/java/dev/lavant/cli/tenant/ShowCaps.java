package dev.lavant.cli.tenant;

import dev.lavant.cli.connect.ControlTopics;
import dev.lavant.cli.connect.Platform;
import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.cli.show.Column;
import dev.lavant.cli.show.Listing;
import dev.lavant.manifest.Quantities;
import dev.lavant.schemas.TenantCaps;
import dev.lavant.schemas.control.ControlWriter;
import dev.lavant.schemas.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lavant tenant caps`.
@Command(
        name = "caps",
        description = {
            "Show the most that functions of tenants may have, or set it. Functions that ask for more are cut to it,",
            "from their next deploy on. What all functions of a tenant may have together, and its weight, hold at once."
        })
public final class ShowCaps implements Callable<Integer> {
    private static final Listing<TenantCaps> LISTING = new Listing<>(
            Column.text("TENANT", "tenant", TenantCaps::getTenant),
            Column.text("MAX HOSTS", "maxHosts", caps -> orNone(caps.getMaxHosts(), "")),
            Column.text("MEMORY", "memory", caps -> orNone(caps.getMemoryMib(), "Mi")),
            Column.text("CONCURRENCY", "concurrency", caps -> orNone(caps.getConcurrency(), "")),
            Column.text("TIMEOUT", "timeout", caps -> orNone(caps.getTimeoutMillis(), "ms")),
            Column.text("ALL HOSTS", "allHosts", caps -> orNone(caps.getAllHosts(), "")),
            Column.text("ALL CALLS", "allCalls", caps -> orNone(caps.getAllCalls(), "")),
            Column.number("WEIGHT", "weight", caps -> (long) caps.getWeight()));

    private final CommonOptions common;

    @Parameters(arity = "0..1", paramLabel = "TENANT", description = "Whose; without options its caps are shown.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--max-hosts", paramLabel = "N", description = "Most hosts of one function.")
    private Optional<Integer> maxHosts = Optional.empty();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Most memory of one host, e.g. 512Mi.")
    private Optional<String> memory = Optional.empty();

    @Option(names = "--concurrency", paramLabel = "N", description = "Most calls at once in one host.")
    private Optional<Integer> concurrency = Optional.empty();

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Longest deadline of one attempt, e.g. 5m.")
    private Optional<String> timeout = Optional.empty();

    @Option(names = "--all-hosts", paramLabel = "N", description = "Most hosts of all its functions together.")
    private Optional<Integer> allHosts = Optional.empty();

    @Option(
            names = "--all-calls",
            paramLabel = "N",
            description = "Most calls at once in all hosts of all its functions together.")
    private Optional<Integer> allCalls = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "N",
            description = "When memory is short: with 2 it gets twice as much as a tenant with 1.")
    private Optional<Integer> weight = Optional.empty();

    /// A verb of one command line.
    public ShowCaps(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        var platform = Platform.reach(common.addresses());
        List<TenantCaps> known = ControlTopics.read(platform, Topics.TENANTS).tenants();
        boolean changes = Stream.of(maxHosts, memory, concurrency, timeout, allHosts, allCalls, weight)
                .anyMatch(Optional::isPresent);
        if (!changes) {
            common.console()
                    .list(
                            LISTING,
                            known.stream()
                                    .filter(caps ->
                                            tenant.map(caps.getTenant()::equals).orElse(true))
                                    .toList());
            return Exit.OK.code();
        }
        TenantCaps caps = changed(known);
        new ControlWriter(platform.connection(), Topics.TENANTS).put(caps.getTenant(), caps);
        common.console().list(LISTING, List.of(caps));
        return Exit.OK.code();
    }

    private TenantCaps changed(List<TenantCaps> known) {
        String whose = tenant.orElseThrow(() -> wrong("no tenant is named", "lavant tenant caps acme --max-hosts 4"));
        TenantCaps before = known.stream()
                .filter(caps -> caps.getTenant().equals(whose))
                .findFirst()
                .orElseGet(() -> TenantCaps.newBuilder().setTenant(whose).build());
        var caps = TenantCaps.newBuilder(before);
        maxHosts.ifPresent(most -> caps.setMaxHosts(atLeastOne("--max-hosts", most)));
        concurrency.ifPresent(most -> caps.setConcurrency(atLeastOne("--concurrency", most)));
        allHosts.ifPresent(most -> caps.setAllHosts(atLeastOne("--all-hosts", most)));
        allCalls.ifPresent(most -> caps.setAllCalls(atLeastOne("--all-calls", most)));
        weight.ifPresent(one -> caps.setWeight(atLeastOne("--weight", one)));
        memory.ifPresent(most -> caps.setMemoryMib(Quantities.mebibytes(most)
                .orElseThrow(() -> wrong("--memory '" + most + "' is not a size", "--memory 512Mi"))));
        timeout.ifPresent(most -> caps.setTimeoutMillis(Quantities.millis(most)
                .orElseThrow(() -> wrong("--timeout '" + most + "' is not a duration", "--timeout 5m"))));
        return caps.build();
    }

    private static int atLeastOne(String option, int most) {
        if (most < 1) {
            throw wrong(option + " must be at least 1, was " + most, option + " 1");
        }
        return most;
    }

    private static CommandFailed wrong(String what, String example) {
        return new CommandFailed(Exit.USAGE, what, "Nothing was changed.", "For example:  " + example);
    }

    private static String orNone(@Nullable Number cap, String unit) {
        return cap == null ? "-" : cap + unit;
    }
}
