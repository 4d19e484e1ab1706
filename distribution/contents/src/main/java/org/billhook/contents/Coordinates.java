package org.billhook.contents;

import java.nio.file.Path;

/** Where a library is in a Maven repository. */
record Coordinates(String group, String artifact, String version) {

    /** @param text {@code group:artifact:version} */
    static Coordinates of(String text) {
        String[] parts = text.strip().split(":");
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not group:artifact:version but " + text);
        }
        return new Coordinates(parts[0], parts[1], parts[2]);
    }

    /** @param file group folders, artifact, version, file */
    static Coordinates ofPath(Path file) {
        int names = file.getNameCount();
        String group = file.subpath(0, names - 3)
                .toString()
                .replace(file.getFileSystem().getSeparator(), ".");
        return new Coordinates(
                group,
                file.getName(names - 3).toString(),
                file.getName(names - 2).toString());
    }
}
