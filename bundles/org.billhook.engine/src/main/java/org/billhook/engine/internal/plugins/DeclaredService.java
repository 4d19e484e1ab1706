package org.billhook.engine.internal.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.billhook.engine.internal.registry.Spi;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A plugin service that a bundle says it will register: read from the component descriptions that its build wrote.
 *
 * @param id value of the id property; empty if the component has none
 */
record DeclaredService(Spi<?> spi, String id) {

    /** Where a bundle keeps its component descriptions. */
    interface Entries {
        /** @return null if there is no such entry */
        InputStream open(String path) throws IOException;
    }

    /**
     * @param header header {@code Service-Component}, or null
     * @throws IOException if a description can't be read
     */
    static List<DeclaredService> read(String header, Entries entries) throws IOException {
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
