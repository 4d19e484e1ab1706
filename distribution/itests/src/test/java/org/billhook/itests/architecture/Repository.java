package org.billhook.itests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files of the repository that this module is part of, without what builds make. */
final class Repository {

    /** Surefire starts tests in the folder of their module, which is distribution/itests. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Set<String> MADE = Set.of("target", ".git", "node_modules");

    private Repository() {}

    /** In the order of their paths. */
    static List<Path> files(Path under, String... endings) {
        Set<Path> found = new TreeSet<>();
        try {
            Files.walkFileTree(under, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean made = MADE.contains(folder.getFileName().toString());
                    return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (Stream.of(endings).anyMatch(file.toString()::endsWith)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
