package org.billhook.engine.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A plugin service that a bundle says it will register: read from the component descriptions that its build wrote.
 *
 * @param id value of the id property; empty if the component has none
 */
public record DeclaredService(Spi<?> spi, String id) {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredService.class);

    /** Where a bundle keeps its component descriptions. */
    public interface Entries {
        /** @return null if there is no such entry */
        InputStream open(String path) throws IOException;
    }

    /**
     * What an installed bundle declares; nothing if it goes while it is looked at.
     *
     * @param framework any context of the framework that it is installed in
     */
    public static List<DeclaredService> of(BundleContext framework, Bundle bundle) {
        String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
        if (imports == null || !imports.contains("org.billhook.core.spi.")) {
            return List.of();
        }
        try {
            return read(bundle.getHeaders("").get("Service-Component"), path -> {
                URL entry = bundle.getEntry(path);
                return entry == null ? null : entry.openStream();
            });
        } catch (IOException | RuntimeException e) {
            // Felix reads the content of a bundle without a lock: one that goes now may answer with any exception
            if (!isGone(framework, bundle)) {
                LOG.warn("Components of a bundle can't be read bundle='{}'", bundle, e);
            }
            return List.of();
        }
    }

    /** Whether a bundle is no longer installed: the framework forgets it a moment before its state says so. */
    public static boolean isGone(BundleContext framework, Bundle bundle) {
        return bundle.getState() == Bundle.UNINSTALLED || framework.getBundle(bundle.getBundleId()) == null;
    }

    /** Whether there are as many of it, with ids of their own, as there are configurations: none is no fault. */
    public boolean isConfigured() {
        return id.isEmpty();
    }

    /** Whether this may become the plugin with that key; an id that is not declared comes from a configuration. */
    boolean mayBe(Provider.Key key) {
        return spi.equals(key.spi()) && (id.isEmpty() || id.equals(key.id()));
    }

    /**
     * @param header header {@code Service-Component}, or null
     * @throws IOException if a description can't be read
     */
    public static List<DeclaredService> read(String header, Entries entries) throws IOException {
        List<DeclaredService> declared = new ArrayList<>();
        for (String path : Header.names(header)) {
            try (InputStream in = entries.open(path)) {
                if (in == null) {
                    throw new IOException("Component description %s is missing".formatted(path));
                }
                read(in, declared);
            }
        }
        return declared;
    }

    private static void read(InputStream in, List<DeclaredService> declared) throws IOException {
        Document document;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            document = factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("A component description can't be read: " + e.getMessage(), e);
        }
        NodeList provided = document.getElementsByTagName("provide");
        for (int i = 0; i < provided.getLength(); i++) {
            String type = ((Element) provided.item(i)).getAttribute("interface");
            Spi.ALL.stream()
                    .filter(spi -> spi.type().getName().equals(type))
                    .forEach(spi -> declared.add(new DeclaredService(spi, id(document, spi))));
        }
    }

    private static String id(Document document, Spi<?> spi) {
        NodeList properties = document.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(spi.idProperty())) {
                return property.hasAttribute("value")
                        ? property.getAttribute("value")
                        : property.getTextContent().strip();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "%s '%s'".formatted(spi.name(), id);
    }
}
