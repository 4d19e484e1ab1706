package org.billhook.engine.internal.registry;

import java.util.Arrays;
import java.util.TreeMap;
import org.billhook.engine.internal.hash.Sha256;
import org.osgi.framework.ServiceReference;

/** Short digests of what decides. */
final class Digests {

    private static final int BYTES = 8;

    private Digests() {}

    static String hex(String text) {
        return Sha256.hex(text, BYTES);
    }

    /** Digest of the settings: the service properties without those that the framework, SCR and the id give. */
    static String settings(ServiceReference<?> reference, String idProperty) {
        TreeMap<String, String> settings = new TreeMap<>();
        for (String key : reference.getPropertyKeys()) {
            if (!key.equals(idProperty) && !given(key)) {
                settings.put(key, text(reference.getProperty(key)));
            }
        }
        return hex(settings.toString());
    }

    private static boolean given(String key) {
        return key.equals("objectClass")
                || key.startsWith("service.")
                || key.startsWith("component.")
                || key.startsWith("osgi.")
                || key.startsWith("felix.")
                || key.startsWith("org.apache.");
    }

    private static String text(Object value) {
        if (value != null && value.getClass().isArray()) {
            String inArray = Arrays.deepToString(new Object[] {value});
            return inArray.substring(1, inArray.length() - 1);
        }
        return String.valueOf(value);
    }
}
