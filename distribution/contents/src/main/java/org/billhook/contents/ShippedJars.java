package org.billhook.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the jars of a server, and the libraries that our own bundles embed (header {@code Billhook-Embeds}). */
final class ShippedJars {

    /** Folders laid out as Maven repositories: what runs, and what integrators compile against. */
    private static final Set<String> REPOSITORIES = Set.of("system", "sdk");

    private ShippedJars() {}

    static List<Component> in(Path server) throws IOException {
        TreeSet<Component> components = new TreeSet<>();
        for (Path file : jars(server)) {
            String place = server.relativize(file).toString();
            try (JarReader jar = new JarReader(file)) {
                Path top = server.relativize(file).getName(0);
                Coordinates coordinates = REPOSITORIES.contains(top.toString())
                        ? Coordinates.ofPath(server.resolve(top).relativize(file))
                        : jar.coordinates(file.getFileName().toString());
                components.add(component(coordinates, jar.statedLicences(), place, jar.sha256(), jar.classLevel()));
                for (String embedded : jar.embeds()) {
                    components.add(component(Coordinates.of(embedded), List.of(), place, "", jar.classLevel()));
                }
            }
        }
        return new ArrayList<>(components);
    }

    private static List<Path> jars(Path server) throws IOException {
        try (Stream<Path> files = Files.walk(server)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static Component component(
            Coordinates at, List<String> licences, String place, String sha256, int classLevel) {
        return new Component(
                at.group(),
                at.artifact(),
                at.version(),
                place,
                sha256,
                Licences.of(at.group(), at.artifact(), licences),
                classLevel);
    }
}
