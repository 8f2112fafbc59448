package dev.lavant.autoscaler.act;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A JVM's ahead-of-time cache: classes loaded, linked and profiled in a training run (JEP 483, 514, 515).
///
/// Its name holds a hash of the JVM and of each jar's path, size and time. The JVM does not see to that: given
/// the cache of an older build, Java 25 runs the older build's classes.
///
/// @param file it fits the JVM, class path and options that it was made with, and no others
public record AotCache(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);
    private static final String PREFIX = "host-";
    private static final String SUFFIX = ".aot";
    private static final int HASH_BYTES = 8;

    /// Where the cache for these jars and this process's JVM is, or would be.
    ///
    /// @param folder of caches
    /// @param jars class path, each of which exists
    static AotCache of(Path folder, List<Path> jars) {
        var what = new StringBuilder(Runtime.version().toString());
        jars.forEach(jar -> what.append('\n').append(state(jar)));
        byte[] hash = sha256(what.toString().getBytes(StandardCharsets.UTF_8));
        return new AotCache(folder.resolve(PREFIX + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + SUFFIX));
    }

    private static String state(Path jar) {
        try {
            return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] sha256(byte[] what) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(what);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// Whether it has been made.
    public boolean made() {
        return Files.isRegularFile(file);
    }

    /// Removes all caches of its folder: it is to be made, and those before it are of other builds.
    public void clear() {
        try (DirectoryStream<Path> caches = Files.newDirectoryStream(file.getParent(), PREFIX + "*" + SUFFIX)) {
            for (Path cache : caches) {
                Files.delete(cache);
            }
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
    }

    /// Options of a JVM that makes it when it ends.
    List<String> make() {
        return List.of("-XX:AOTCacheOutput=" + file);
    }

    /// Options of a JVM that starts with it, or without when it does not fit.
    List<String> use() {
        return List.of("-XX:AOTCache=" + file);
    }

    /// Asks a JVM whether it takes the cache; takes some 50 ms. A refusal is logged with the JVM's reason.
    ///
    /// @param java the `java` program
    /// @param options with which it is to run
    boolean accepted(Path java, List<String> options) {
        var command = new ArrayList<>(List.of(java.toString(), "-XX:AOTMode=on"));
        command.addAll(use());
        command.addAll(options);
        command.add("-version");
        try {
            Process asked =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asked.waitFor() == 0) {
                return true;
            }
            refused(said);
        } catch (IOException cannot) {
            refused(cannot.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void refused(String reason) {
        LOG.atWarn()
                .addKeyValue("reason", reason)
                .log(
                        "the JVM refuses the AOT cache {}, so hosts take twice as long to start; remove it and build Lavant"
                                + " again to have it made anew",
                        file);
    }
}
