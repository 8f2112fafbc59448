package dev.lavant.autoscaler.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Caches made and judged by real JVMs.
class AotCacheIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final String CLASS_FILE = Nothing.class.getName().replace('.', '/') + ".class";

    /// A program.
    static final class Nothing {
        private Nothing() {}

        public static void main(String... arguments) {}
    }

    @TempDir
    Path folder;

    @Test
    void a_cache_of_the_same_options_is_kept() throws Exception {
        HostPrograms programs = programs(trained(jar("a.jar")), jar("a.jar"));

        assertThat(programs.verified().aotCache()).isEqualTo(programs.aotCache());
    }

    @Test
    void a_jar_that_was_built_again_has_another_cache() throws Exception {
        AotCache before = AotCache.of(folder, List.of(jar("a.jar")));
        Files.createFile(before.file());
        Files.setLastModifiedTime(jar("a.jar"), FileTime.fromMillis(1_000));

        assertThat(before.made()).isTrue();
        assertThat(AotCache.of(folder, List.of(jar("a.jar"))).made()).isFalse();
    }

    @Test
    void what_is_made_anew_replaces_all_before_it() throws Exception {
        AotCache cache = AotCache.of(folder, List.of(jar("a.jar")));
        Files.createFile(cache.file());
        Files.createFile(folder.resolve("host-of-an-older-build.aot"));

        cache.clear();

        assertThat(folder).isDirectoryNotContaining("glob:**.aot").isDirectoryContaining("glob:**a.jar");
    }

    @Test
    void a_file_that_is_no_cache_is_left_out() throws Exception {
        Path file = Files.writeString(folder.resolve("no.aot"), "no cache");

        assertThat(programs(new AotCache(file), jar("a.jar")).verified().aotCache())
                .isEmpty();
    }

    @Test
    void hosts_start_without_one_where_none_was_trained() throws Exception {
        var programs = new HostPrograms(JAVA, List.of(jar("a.jar")), HostPrograms.HOST_MAIN);

        assertThat(programs.verified()).isSameAs(programs);
    }

    private HostPrograms programs(AotCache cache, Path jar) {
        return new HostPrograms(JAVA, List.of(jar), HostPrograms.HOST_MAIN, Optional.of(cache));
    }

    /// Made by a JVM with the options of a host.
    private AotCache trained(Path jar) throws Exception {
        var cache = new AotCache(folder.resolve("trained.aot"));
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(cache.make());
        command.addAll(programs(cache, jar).sameForAll());
        command.add(Nothing.class.getName());
        Process training = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(training.waitFor()).as(said).isZero();
        return cache;
    }

    private Path jar(String name) throws IOException {
        Path jar = folder.resolve(name);
        if (!Files.exists(jar)) {
            try (var out = new JarOutputStream(Files.newOutputStream(jar));
                    var classFile = Nothing.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
                out.putNextEntry(new ZipEntry(CLASS_FILE));
                Objects.requireNonNull(classFile).transferTo(out);
            }
        }
        return jar;
    }
}
