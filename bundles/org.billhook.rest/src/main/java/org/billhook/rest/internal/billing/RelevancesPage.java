package org.billhook.rest.internal.billing;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.billhook.core.api.BillingObjects.Kind;
import org.billhook.core.model.Phase;

/** The matrix of billing relevances as a page to read and to print. */
final class RelevancesPage {

    /** For the page only: it loads nothing. */
    static final String SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'";

    private static final String STYLE = "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
            + "th,td{border:1px solid #999;padding:.4em .6em;text-align:left;vertical-align:top}th{background:#eee}";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter page;

    private RelevancesPage() throws XMLStreamException {
        page = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    static String of(List<RelevanceJson> relevances, List<Kind> kinds) {
        try {
            return new RelevancesPage().written(relevances, kinds);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The page could not be written", e);
        }
    }

    private String written(List<RelevanceJson> relevances, List<Kind> kinds) throws XMLStreamException {
        page.writeDTD("<!DOCTYPE html>");
        page.writeStartElement("html");
        page.writeAttribute("lang", "en");
        page.writeStartElement("head");
        element("title", "Billing relevances");
        element("style", STYLE);
        page.writeEndElement();
        page.writeStartElement("body");
        element("h1", "Billing relevances");
        element(
                "p",
                "What each installed relevance asks of an item and of the orders that execute it, and what it gives.");
        table(relevances.stream().map(RelevancesPage::row).toList());
        element("h2", "Statuses and their phases");
        element("p", "An object is as far as its status says. Billing asks for a phase at least.");
        table(kinds.stream().map(RelevancesPage::row).toList());
        page.writeEndElement();
        page.writeEndElement();
        page.flush();
        return text.toString();
    }

    private static Map<String, String> row(RelevanceJson relevance) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Relevance", relevance.id());
        row.put("Engine", words(relevance.engine()));
        row.put("Runs", words(relevance.frequency()));
        row.put("Scope", words(relevance.scope()));
        row.put("Document", relevance.document() == null ? "-" : words(relevance.document()));
        row.put("Item at least", words(relevance.itemPhase()));
        row.put("Orders that execute it at least", words(relevance.executionPhase()));
        row.put("Item must have", words(String.join(", ", relevance.needs())));
        row.put("Bills sources of kind", String.join(", ", relevance.sourceKinds()));
        row.put("Bundle", relevance.bundle() + " " + relevance.version());
        return row;
    }

    private static Map<String, String> row(Kind kind) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Kind", kind.id());
        for (Phase phase : Phase.values()) {
            row.put(
                    words(phase.name()),
                    kind.lifeCycle().phases().entrySet().stream()
                            .filter(status -> status.getValue() == phase)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.joining(", ")));
        }
        return row;
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void table(List<Map<String, String>> rows) throws XMLStreamException {
        page.writeStartElement("table");
        row("th", rows.isEmpty() ? List.of() : new ArrayList<>(rows.get(0).keySet()));
        for (Map<String, String> row : rows) {
            row("td", row.values());
        }
        page.writeEndElement();
    }

    private void row(String cell, Collection<String> texts) throws XMLStreamException {
        page.writeStartElement("tr");
        for (String each : texts) {
            element(cell, each);
        }
        page.writeEndElement();
    }

    private void element(String name, String content) throws XMLStreamException {
        page.writeStartElement(name);
        page.writeCharacters(content);
        page.writeEndElement();
    }
}
