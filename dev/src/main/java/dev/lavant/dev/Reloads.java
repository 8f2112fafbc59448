package dev.lavant.dev;

import dev.lavant.cli.show.Console;
import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.MavenBuild;
import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.dev.reload.ClassFolders;
import dev.lavant.dev.reload.Compiler;
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
/// is
/// told, and the revision before goes on. Used by one thread.
final class Reloads {
    private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

    private final DevSettings settings;
    private final ProjectDeployer deployer;
    private final Console console;
    private final ClassFolders folders;
    private final FunctionProject project;
    private Map<String, Integer> revisions;

    /// @param project as Maven builds it
    /// @param deployed what runs now
    Reloads(
            DevSettings settings,
            ProjectDeployer deployer,
            Console console,
            FunctionProject project,
            List<FunctionDeployment> deployed) {
        this.settings = settings;
        this.deployer = deployer;
        this.console = console;
        this.folders = new ClassFolders(settings.classes());
        this.project = project;
        this.revisions = revisions(deployed);
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
        Map<String, Integer> now = revisions(deployer.deploy(compiled));
        String changed = now.entrySet().stream()
                .filter(function -> !function.getValue().equals(revisions.get(function.getKey())))
                .map(function -> function.getKey() + " (revision " + function.getValue() + ")")
                .collect(Collectors.joining(", "));
        revisions = now;
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
        say(
                changed.isEmpty()
                        ? "saved, and nothing of the functions has changed"
                        : String.format(Locale.ROOT, "reloaded in %.1f s: %s", seconds, changed));
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
