package dev.lavant.torture;

import dev.lavant.registry.RegistryServer;
import dev.lavant.schemas.FunctionDeployment;
import dev.lavant.schemas.wire.Connection;
import dev.lavant.testkit.guarantee.History;
import dev.lavant.testkit.guarantee.Violation;
import dev.lavant.torture.load.Sender;
import dev.lavant.torture.load.Workload;
import dev.lavant.torture.plan.FailPoints;
import dev.lavant.torture.stage.Broker;
import dev.lavant.torture.stage.Deployment;
import dev.lavant.torture.stage.Fleet;
import dev.lavant.torture.stage.Launcher;
import dev.lavant.torture.stage.Remaining;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One run from an empty folder to the findings: a platform of its own, the faults, the judgement.
///
/// @param chronicle of the run
record TortureRun(TortureSettings settings, Chronicle chronicle) {
    Findings run() {
        try (var broker = new Broker(settings.folder())) {
            broker.start();
            broker.awaitServing();
            return withBroker(broker);
        }
    }

    private Findings withBroker(Broker broker) {
        try (var registry = RegistryServer.start(0, broker.bootstrapServers())) {
            var connection = Connection.to(broker.bootstrapServers(), registry.url());
            FunctionDeployment function = Deployment.of(connection, settings.ordering());
            Ended ended = tormented(broker, connection, function);
            History history = Judgement.reader().read(connection);
            var judgement = Judgement.of(settings.ordering());
            return new Findings(
                    chronicle.elapsed(),
                    history.sent().size(),
                    history.deadLetters().size(),
                    chronicle.killsByKind(),
                    judgement.others(chronicle.others(), history),
                    withAudit(judgement.of(history, ended.acknowledged()), connection),
                    ended.open());
        }
    }

    private Map<String, List<Violation>> withAudit(Map<String, List<Violation>> broken, Connection connection) {
        var all = new LinkedHashMap<>(broken);
        all.put("unreconciled", new Reckoning(connection, settings.folder()).violations());
        return all;
    }

    private record Ended(Map<String, Long> open, Set<String> acknowledged) {}

    private Ended tormented(Broker broker, Connection connection, FunctionDeployment function) {
        var launcher = new Launcher(settings.home(), settings.folder(), connection, function);
        var failPoints = new FailPoints(settings.seed());
        try (var sender = new Sender(connection, new Workload(settings.seed()), settings.perSecond());
                var fleet = new Fleet(launcher, failPoints::of);
                var remaining = new Remaining(connection.properties(), function)) {
            var hook = new Thread(fleet::killAll, "no host outlives us");
            Runtime.getRuntime().addShutdownHook(hook);
            var conductor = new Conductor(settings, chronicle, new Conductor.Stage(broker, fleet, sender));
            conductor.torment();
            Map<String, Long> open = conductor.settle(remaining);
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
            return new Ended(open, sender.acknowledged());
        }
    }
}
