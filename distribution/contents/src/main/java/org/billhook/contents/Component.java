package org.billhook.contents;

import java.util.SortedSet;

/**
 * One library in the archive.
 *
 * @param place      the path of its jar below the server's folder; of an embedded library that of the jar around it
 * @param sha256     of the jar, in hexadecimal; empty for an embedded library
 * @param licences   SPDX ids, or the words found where they are not known; of several the user may choose
 * @param classLevel the highest major version of its classes that run on every Java
 */
record Component(
        String group,
        String artifact,
        String version,
        String place,
        String sha256,
        SortedSet<String> licences,
        int classLevel)
        implements Comparable<Component> {

    String name() {
        return group + ":" + artifact;
    }

    String purl() {
        return "pkg:maven/%s/%s@%s?type=jar".formatted(group, artifact, version);
    }

    boolean ours() {
        return group.equals("org.billhook");
    }

    @Override
    public int compareTo(Component other) {
        int byName = name().compareTo(other.name());
        int byVersion = byName == 0 ? version.compareTo(other.version) : byName;
        return byVersion == 0 ? place.compareTo(other.place) : byVersion;
    }
}
