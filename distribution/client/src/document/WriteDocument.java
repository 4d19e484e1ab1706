import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.billhook.rest.whiteboard.internal.OpenApiDocument;

/** Writes the description of the API as the server gives it, from the REST resources of all bundles on the class path. */
public final class WriteDocument {

    private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"");

    private WriteDocument() {}

    /** @param args file to write, version of the API */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Set<Class<?>> resources = new LinkedHashSet<>();
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            for (String component : components(url)) {
                String description = text(loader.getResource(component));
                Matcher type = CLASS.matcher(description);
                if (description.contains("\"osgi.jakartars.resource\"") && type.find()) {
                    resources.add(Class.forName(type.group(1), false, loader));
                }
            }
        }
        if (resources.isEmpty()) {
            throw new IllegalStateException("No REST resource is on the class path");
        }
        Path file = Path.of(args[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, OpenApiDocument.json(resources, args[1]));
    }

    private static String[] components(URL manifest) throws IOException {
        try (InputStream in = manifest.openStream()) {
            String listed = new Manifest(in).getMainAttributes().getValue("Service-Component");
            return listed == null || !listed.contains("OSGI-INF/org.billhook.") ? new String[0] : listed.split(",\\s*");
        }
    }

    private static String text(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
