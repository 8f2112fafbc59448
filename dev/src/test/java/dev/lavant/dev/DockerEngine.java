package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Docker engine that `build/docker-engine` has started for a test, with local stand-ins for the base images.
///
/// Where that is not possible (no root, no Linux, no package) the test is skipped and says so, and fails where CI is
/// set.
final class DockerEngine implements AutoCloseable {
    private static final Path HOME = ServiceProcess.HOME;
    private static final String SCRIPT = HOME.resolve("build/docker-engine").toString();
    private static final int NOT_POSSIBLE = 3;

    private final Path folder;

    private DockerEngine(Path folder) {
        this.folder = folder;
    }

    /// @param folder that does not exist, with a short path: that of a socket may have a hundred letters
    static DockerEngine start(Path folder) {
        var engine = new DockerEngine(folder);
        Said said =
                engine.said(List.of(HOME.resolve("build/with-jdk25").toString(), SCRIPT, "start", folder.toString()));
        if (System.getenv("CI") == null) {
            assumeThat(said.exit())
                    .as("SKIPPED, the tests of containers need an engine: " + said.text())
                    .isNotEqualTo(NOT_POSSIBLE);
        }
        assertThat(said.exit()).as(said.text()).isZero();
        return engine;
    }

    /// For `DOCKER_HOST`.
    String address() {
        return "unix://" + folder.resolve("docker.sock");
    }

    /// What `docker` says to this.
    String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return done(command);
    }

    /// What `build/docker-engine` says to a verb.
    String engine(String verb, String... arguments) {
        var command = new ArrayList<>(List.of(SCRIPT, verb, folder.toString()));
        command.addAll(List.of(arguments));
        return done(command);
    }

    /// The ids of containers that run now.
    List<String> running(String filter) {
        return docker("ps", "-q", "--no-trunc", "--filter", filter).lines().toList();
    }

    private String done(List<String> command) {
        Said said = said(command);
        assertThat(said.exit()).as(command + ": " + said.text()).isZero();
        return said.text();
    }

    private record Said(int exit, String text) {}

    private Said said(List<String> command) {
        var builder = new ProcessBuilder(command).directory(HOME.toFile()).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", address());
        builder.environment().put("DOCKER_BUILDKIT", "0");
        builder.environment().put("DOCKER_SOCKET", folder.resolve("docker.sock").toString());
        try {
            builder.environment().put("DOCKER_GROUP", group());
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException cannot) {
            return new Said(NOT_POSSIBLE, cannot.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// The number of the group that may use the socket.
    private String group() throws IOException {
        Path socket = folder.resolve("docker.sock");
        return Files.exists(socket) ? String.valueOf(Files.getAttribute(socket, "unix:gid")) : "0";
    }

    @Override
    public void close() {
        engine("stop");
    }
}
