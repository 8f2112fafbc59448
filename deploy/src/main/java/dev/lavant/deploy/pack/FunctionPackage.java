package dev.lavant.deploy.pack;

import dev.lavant.deploy.project.ProjectFault;
import dev.lavant.manifest.FunctionManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.avro.Schema;

/// A `.lavant` file: a zip with `lavant.json` (functions, configuration, Avro schemas, and the jars with their hashes)
/// and the jars themselves in `lib/`.
///
/// The same sources give the same bytes. Thread-safe.
///
/// @param name of the project
/// @param id SHA-256 of `lavant.json`, hexadecimal; it stands for all of the content
/// @param functions as the compiler found them, by name
/// @param configuration `functions.*` of the project's configuration
/// @param schemas of the Avro classes that functions take and give back, by class name
/// @param jars the project's own classes first
public record FunctionPackage(
        Path file,
        String name,
        String id,
        List<FunctionManifest> functions,
        Map<String, String> configuration,
        Map<String, Schema> schemas,
        List<Jar> jars) {

    /// A jar in the package.
    ///
    /// @param sha256 of its content, hexadecimal
    /// @param bytes its size
    public record Jar(String name, String sha256, long bytes) {}

    /// Opens a package.
    ///
    /// @throws ProjectFault when the file is none
    public static FunctionPackage open(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry contents = Optional.ofNullable(zip.getEntry(Contents.FILE))
                    .orElseThrow(() -> new ProjectFault(file + " is not a package of functions: it holds no "
                            + Contents.FILE + ". Make one with:  lavant package DIR"));
            byte[] json = zip.getInputStream(contents).readAllBytes();
            return Contents.read(json).toPackage(file, sha256(json));
        } catch (IOException unreadable) {
            throw new ProjectFault(file + " is not a package of functions: " + unreadable.getMessage()
                    + ". Make one with:  lavant package DIR");
        }
    }

    /// Puts a jar of the package into a folder.
    ///
    /// @return the file
    public Path extract(Jar jar, Path folder) {
        try (var zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry("lib/" + jar.name());
            if (entry == null) {
                throw new ProjectFault(file + " lacks lib/" + jar.name() + ": make it again with:  lavant package DIR");
            }
            Path to = Files.createDirectories(folder).resolve(jar.name());
            long _ = Files.copy(zip.getInputStream(entry), to, StandardCopyOption.REPLACE_EXISTING);
            return to;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("lib/" + jar.name() + " of " + file + " cannot be unpacked", unwritable);
        }
    }

    /// A few digits of the id, enough to tell two packages apart.
    public String shortId() {
        return id.substring(0, 12);
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// As `lavant.json` has it.
    byte[] contents() {
        return Contents.of(this).json().getBytes(StandardCharsets.UTF_8);
    }
}
