package dev.lavant.cli.deploy;

import dev.lavant.cli.options.CommonOptions;
import dev.lavant.cli.outcome.CommandFailed;
import dev.lavant.cli.outcome.Exit;
import dev.lavant.deploy.pack.FunctionPackage;
import dev.lavant.deploy.pack.Packer;
import dev.lavant.deploy.project.FunctionProject;
import dev.lavant.deploy.project.MavenBuild;
import dev.lavant.deploy.project.ProjectFault;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// What a verb is given: the folder of a project, which is built and packed when a source is newer, or a package file.
final class Source {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR|FILE",
            description = "Folder of a project with functions, or a .lavant file; by default this folder.")
    private Path given = Path.of("");

    /// The package.
    ///
    /// @throws CommandFailed when it cannot be made or read
    FunctionPackage open(CommonOptions common) {
        Path path = common.surroundings().workingDirectory().resolve(given).normalize();
        try {
            return Files.isRegularFile(path) ? FunctionPackage.open(path) : Packer.pack(built(path, common));
        } catch (ProjectFault fault) {
            throw new CommandFailed(
                            Exit.FAILED,
                            "there is nothing to deploy in " + path,
                            String.valueOf(fault.getMessage()),
                            "Type it again when that is mended.")
                    .causedBy(fault);
        }
    }

    private static FunctionProject built(Path folder, CommonOptions common) {
        FunctionProject project = FunctionProject.at(folder);
        if (!project.built()) {
            common.console().hint("building " + project.folder() + " …");
            Path home = Path.of(System.getProperty("lavant.home", folder.toString()));
            new MavenBuild(home).build(project, project.folder().resolve("target/lavant-build.log"));
        }
        return project;
    }
}
