package org.billhook.settings.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class OrphansTest {

    @TempDir
    private Path etc;

    private final List<String> deleted = new ArrayList<>();

    @Test
    void settingsGoWithTheirFile() throws Exception {
        Path kept = Files.writeString(etc.resolve("kept.cfg"), "");

        Orphans.remove(admin(of(kept), of(etc.resolve("gone.cfg"))));

        assertThat(deleted).containsExactly(etc.resolve("gone.cfg").toUri().toString());
    }

    @Test
    void noSettingsFromFilesAreNoFault() throws Exception {
        Orphans.remove(admin((Configuration[]) null));

        assertThat(deleted).isEmpty();
    }

    private Configuration of(Path file) {
        String uri = file.toUri().toString();
        return (Configuration) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Configuration.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("delete")) {
                        deleted.add(uri);
                        return null;
                    }
                    return new Hashtable<>(Map.of("felix.fileinstall.filename", uri));
                });
    }

    private ConfigurationAdmin admin(Configuration... configurations) {
        return (ConfigurationAdmin) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> configurations);
    }
}
