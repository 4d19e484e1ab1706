package org.billhook.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.billhook.itests.architecture.Bundles.CORE;
import static org.billhook.itests.architecture.Bundles.ENGINE;
import static org.billhook.itests.architecture.Bundles.REST;
import static org.billhook.itests.architecture.Bundles.STORE;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.model.Characteristics;
import org.junit.jupiter.api.Test;

/**
 * Law 7: what decides by type is a plugin, so core, engine, store and REST hold no id of one. A word that is also the name of
 * a characteristic (project) cannot be told apart here, and is left out.
 */
class NoTypeNamedTest {

    @Test
    void coreNamesNoRelevanceAndNoKind() throws IOException {
        Set<String> ids = PluginIds.ofAllBundles();
        ids.removeAll(strings(Bundles.all().get(Characteristics.class)));
        assertThat(ids).as("ids that plugins register").contains("itemized", "on-completion", "wbs-element");

        Map<String, Set<String>> named = new TreeMap<>();
        for (JavaClass type : Bundles.all()) {
            if (Bundles.in(CORE, ENGINE, STORE, REST).test(type)) {
                Set<String> strings = strings(type);
                strings.retainAll(ids);
                if (!strings.isEmpty()) {
                    named.put(type.getName(), strings);
                }
            }
        }
        assertThat(named).as("classes that name an id of a plugin").isEmpty();
    }

    private static Set<String> strings(JavaClass type) throws IOException {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new TreeSet<>(StringConstants.of(in));
        }
    }
}
