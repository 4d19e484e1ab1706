package org.billhook.itests.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The relevances and kinds of object that our plugin bundles register, read from the component descriptions in them. */
final class PluginIds {

    private static final Set<String> PROPERTIES = Set.of("billing.relevance.id", "billing.object.kind");

    private PluginIds() {}

    static Set<String> ofAllBundles() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (URL manifest : Collections.list(PluginIds.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = manifest.openStream()) {
                String components = new Manifest(in).getMainAttributes().getValue("Service-Component");
                if (manifest.toString().contains(Bundles.ROOT) && components != null) {
                    addIds(ids, manifest, components);
                }
            }
        }
        return ids;
    }

    private static void addIds(Set<String> ids, URL manifest, String components) throws IOException {
        for (String component : components.split(",")) {
            try (InputStream in = new URL(manifest, "../" + component.trim()).openStream()) {
                NodeList properties = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(in)
                        .getElementsByTagName("property");
                for (int i = 0; i < properties.getLength(); i++) {
                    Element property = (Element) properties.item(i);
                    if (PROPERTIES.contains(property.getAttribute("name"))) {
                        ids.add(property.getAttribute("value"));
                    }
                }
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException("Component description does not read: " + component, e);
            }
        }
    }
}
