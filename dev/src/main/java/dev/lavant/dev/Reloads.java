package dev.lavant.dev;

import dev.lavant.cli.show.Console;
import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.MavenBuild;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.dev.reload.ClassFolders;
import dev.lavant.dev.reload.Compiler;
import dev.lavant.dev.watch.Succession;
import dev.lavant.schemas.FunctionDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what was saved run: Java and resources are compiled in this process, all else by Maven. What does not compile
/// is told, and the revision before goes on. "Reloaded" is said when the next event meets the new code. Used by one
/// thread.
final class Reloads {
    private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);
    private static final Duration HAND_OVER = Duration.ofSeconds(10);

    private final DevSettings settings;
    private final ProjectDeployer deployer;
    private final Succession succession;
    private final Console console;
    private final ClassFolders folders;
    private final FunctionProject project;
    private Map<String, Integer> revisions = Map.of();

    Reloads(
            DevSettings settings,
            ProjectDeployer deployer,
            Succession succession,
            Console console,
            FunctionProject project) {
        this.settings = settings;
        this.deployer = deployer;
        this.succession = succession;
        this.console = console;
        this.folders = new ClassFolders(settings.classes());
        this.project = project;
    }

    /// Deploys the project as Maven has built it, before anything runs.
    List<FunctionDeployment> first() {
        List<FunctionDeployment> deployed = deployer.deploy(folders.frozen(project));
        revisions = revisions(deployed);
        return deployed;
    }

    /// Files were saved.
    void reload(Set<Path> files) {
        long began = System.nanoTime();
        try {
            if (files.stream().allMatch(this::compiledHere)) {
                compile(began);
            } else {
                say("building with Maven, since more than Java changed …");
                new MavenBuild(settings.home()).build(project, settings.logs().resolve("build.log"));
                deploy(folders.frozen(project), began);
            }
        } catch (ProjectFault | KafkaException | IllegalStateException cannot) {
            LOG.atWarn().setCause(cannot).log("not reloaded");
            say("not reloaded, what ran before goes on:\n" + cannot.getMessage());
        }
    }

    private boolean compiledHere(Path file) {
        Path main = project.folder().resolve("src/main");
        return file.startsWith(main.resolve("java")) || file.startsWith(main.resolve("resources"));
    }

    private void compile(long began) {
        switch (new Compiler(folders).compile(project)) {
            case Compiler.Result.Compiled compiled -> {
                compiled.warnings().forEach(console::hint);
                deploy(compiled.project(), began);
            }
            case Compiler.Result.Refused refused -> {
                refused.errors().forEach(console::hint);
                say("does not compile, see above; what ran before goes on");
            }
        }
    }

    private void deploy(FunctionProject compiled, long began) {
        List<FunctionDeployment> deployed = deployer.deploy(compiled);
        Map<String, Integer> now = revisions(deployed);
        String changed = now.entrySet().stream()
                .filter(function -> !function.getValue().equals(revisions.get(function.getKey())))
                .map(function -> function.getKey() + " (revision " + function.getValue() + ")")
                .collect(Collectors.joining(", "));
        revisions = now;
        if (changed.isEmpty()) {
            say("saved, and nothing of the functions has changed");
            return;
        }
        long older = handedOver();
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
        say(
                older == 0
                        ? String.format(Locale.ROOT, "reloaded in %.1f s: %s", seconds, changed)
                        : String.format(
                                Locale.ROOT,
                                "deployed: %s; after %.1f s hosts that still run what was before: %d",
                                changed,
                                seconds,
                                older));
    }

    private long handedOver() {
        try {
            return succession.await(revisions, HAND_OVER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void say(String what) {
        console.out().println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + what);
        console.out().flush();
    }

    private static Map<String, Integer> revisions(List<FunctionDeployment> deployed) {
        return deployed.stream()
                .collect(Collectors.toMap(FunctionDeployment::getName, FunctionDeployment::getRevision));
    }
}
