package org.billhook.contents;

import java.util.List;
import java.util.stream.Stream;

/** Why a library may not be shipped. */
final class Refusals {

    /** Java 17 */
    private static final int HIGHEST_CLASS_LEVEL = 61;

    private static final String ALTERNATIVE_ONLY = "GPL-2.0-with-classpath-exception";

    private Refusals() {}

    static List<String> of(List<Component> components) {
        return components.stream().flatMap(Refusals::of).toList();
    }

    private static Stream<String> of(Component component) {
        Stream<String> licence = licenceAllowed(component)
                ? Stream.of()
                : Stream.of("%s %s: licences %s, allowed %s"
                        .formatted(component.place(), component.name(), component.licences(), Licences.ALLOWED));
        Stream<String> level = component.classLevel() <= HIGHEST_CLASS_LEVEL
                ? Stream.of()
                : Stream.of("%s %s: classes of level %d, allowed %d"
                        .formatted(component.place(), component.name(), component.classLevel(), HIGHEST_CLASS_LEVEL));
        return Stream.concat(licence, level);
    }

    /** Of several licences the user may choose; only the classpath exception may stand beside an allowed one unasked. */
    private static boolean licenceAllowed(Component component) {
        List<String> others = component.licences().stream()
                .filter(licence -> !licence.equals(ALTERNATIVE_ONLY))
                .toList();
        return !others.isEmpty() && Licences.ALLOWED.containsAll(others);
    }
}
