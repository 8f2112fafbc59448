package dev.lavant.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Programs of Debian that tests run, each from the package of its name.
public final class DebianProgram {
    /// Other tests of this run install something, too.
    private static final String INSTALL = "apt-get -o DPkg::Lock::Timeout=300 install -y -q ";

    /// A package that holds a service does not start it.
    private static final Map<String, String> NO_SERVICES = Map.of("RUNLEVEL", "1");

    private DebianProgram() {}

    /// Installs a program where it is missing and that is allowed, as on a fresh machine of CI. Elsewhere a test is
    /// skipped that has not got it.
    public static synchronized void require(String name) {
        if (!there(name)) {
            succeeds(INSTALL + name + " || { apt-get update -q && " + INSTALL + name + "; }");
        }
        if (System.getenv("CI") == null) {
            assumeThat(there(name))
                    .as("SKIPPED: %s is not installed: apt-get install %s", name, name)
                    .isTrue();
        }
        assertThat(there(name)).as(name).isTrue();
    }

    private static boolean there(String name) {
        return succeeds("command -v " + name);
    }

    private static boolean succeeds(String command) {
        var builder = new ProcessBuilder(List.of("sh", "-c", command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(NO_SERVICES);
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException noShell) {
            throw new UncheckedIOException(noShell);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while installing", interrupted);
        }
    }
}
