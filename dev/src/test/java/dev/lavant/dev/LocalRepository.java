package dev.lavant.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// Puts what this build has made where Maven looks for it, as `mvn install` would, without building it again under the
/// feet of the build that runs this test.
final class LocalRepository {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> MODULES = List.of(
            "schemas",
            "service",
            "function-api",
            "function-manifest",
            "filters",
            "schedules",
            "function-processor",
            "embedded-kafka",
            "schema-registry",
            "local-platform",
            "event-router",
            "function-host",
            "deploy",
            "testkit",
            "function-parent");

    private LocalRepository() {}

    static void install() throws IOException {
        put("lavant", HOME.resolve("pom.xml"), ".pom");
        for (String module : MODULES) {
            put(module, HOME.resolve(module).resolve("pom.xml"), ".pom");
            Path jar = HOME.resolve(module).resolve("target/" + module + "-" + VERSION + ".jar");
            if (Files.exists(jar)) {
                put(module, jar, ".jar");
            }
        }
    }

    private static void put(String artifact, Path file, String extension) throws IOException {
        Path to = repository()
                .resolve("dev/lavant")
                .resolve(artifact)
                .resolve(VERSION)
                .resolve(artifact + "-" + VERSION + extension);
        Files.createDirectories(to.getParent());
        // at once, since another test's Maven may be reading it
        Path copy = Files.createTempFile(to.getParent(), artifact, extension + ".part");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path repository() {
        return Optional.ofNullable(System.getProperty("local.repository"))
                .map(Path::of)
                .orElseThrow(() -> new IllegalStateException("run this test with Maven: it says local.repository"));
    }
}
