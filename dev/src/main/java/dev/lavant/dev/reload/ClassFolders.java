package dev.lavant.dev.reload;

import dev.lavant.deploy.project.FunctionProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Folders of compiled classes, each named by its content: a revision's class path says what its code is, and a later
/// build cannot change what a host is running.
///
/// @param folder that holds them
public record ClassFolders(Path folder) {
    private static final int DIGITS = 16;

    /// The classes of a project, as they are now, in a folder of their own.
    public FunctionProject frozen(FunctionProject project) {
        Path copy = fresh(project);
        copy(project.classes(), copy);
        return project.compiledTo(settled(copy));
    }

    /// An empty folder to compile into.
    Path fresh(FunctionProject project) {
        try {
            Path mine = Files.createDirectories(folder.resolve(project.name()));
            return Files.createTempDirectory(mine, "compiling");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(folder + " cannot be written", unwritable);
        }
    }

    /// The folder under the name of its content.
    Path settled(Path compiled) {
        try {
            Path named = compiled.resolveSibling(contentOf(compiled));
            if (Files.isDirectory(named)) {
                delete(compiled);
                return named;
            }
            return Files.move(compiled, named, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(compiled + " cannot be moved", unwritable);
        }
    }

    static void copy(Path from, Path to) {
        try {
            for (Path file : files(from)) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(from + " cannot be copied", failed);
        }
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String contentOf(Path folder) throws IOException {
        MessageDigest digest = sha256();
        for (Path file : files(folder)) {
            digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
