package org.billhook.settings.internal;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what a bundle says of its settings: a description of metatype, as bnd writes it. */
final class Descriptions {

    /** Settings by name, of one configuration. */
    record Described(String pid, Map<String, Setting> settings) {}

    private Descriptions() {}

    /** @throws IOException if it is no such description */
    static List<Described> read(InputStream in) throws IOException {
        Document document = parse(in);
        Map<String, Map<String, Setting>> byId = new HashMap<>();
        for (Element ocd : elements(document.getDocumentElement(), "OCD")) {
            Map<String, Setting> settings = new TreeMap<>();
            elements(ocd, "AD").forEach(ad -> settings.put(ad.getAttribute("id"), setting(ad)));
            byId.put(ocd.getAttribute("id"), settings);
        }
        List<Described> described = new ArrayList<>();
        for (Element designate : elements(document.getDocumentElement(), "Designate")) {
            String pid = designate.hasAttribute("factoryPid")
                    ? designate.getAttribute("factoryPid")
                    : designate.getAttribute("pid");
            for (Element object : elements(designate, "Object")) {
                described.add(new Described(pid, byId.getOrDefault(object.getAttribute("ocdref"), Map.of())));
            }
        }
        return described;
    }

    private static Setting setting(Element ad) {
        return new Setting(
                ad.getAttribute("id"),
                ad.getAttribute("type"),
                number(ad, "min"),
                number(ad, "max"),
                elements(ad, "Option").stream()
                        .map(option -> option.getAttribute("value"))
                        .toList());
    }

    private static Optional<BigDecimal> number(Element ad, String attribute) {
        return ad.hasAttribute(attribute) ? Optional.of(new BigDecimal(ad.getAttribute(attribute))) : Optional.empty();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>(nodes.getLength());
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Document parse(InputStream in) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(in);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("A description of settings can't be read: " + e.getMessage(), e);
        }
    }
}
