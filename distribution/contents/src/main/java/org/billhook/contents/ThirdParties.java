package org.billhook.contents;

import java.util.List;
import java.util.stream.Collectors;

/** The list for people. */
final class ThirdParties {

    private ThirdParties() {}

    static String list(List<Component> components) {
        return components.stream()
                .filter(component -> !component.ours())
                .map(component -> "%s %s: %s (%s)%n"
                        .formatted(
                                component.name(),
                                component.version(),
                                String.join(" or ", component.licences()),
                                component.place()))
                .collect(Collectors.joining(
                        "", "Libraries in this archive, by whom they are, and their licences\n\n", ""));
    }
}
