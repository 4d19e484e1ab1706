package org.billhook.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.billhook.core.spi.relevance.BillingRelevance;

/** A relevance plugin compiled at test time from pieces of source: the way to get ones that misbehave. */
record SourcePlugin(
        String symbolicName,
        String version,
        String relevance,
        String whenCreated,
        String terms,
        String propose,
        List<String> moreImports) {

    private static final String ITEMIZED_TERMS =
            """
            return BillingTerms.dip(BillingTerms.Frequency.MULTIPLE,
                java.util.Set.of("time", "expense", "material", "external-service"), Phase.RELEASED);""";
    private static final String PROPOSE_ALL =
            "for (OpenSource source : item.openSources()) out.propose(DynamicItem.of(source));";

    /** Behaves like the real one. */
    static SourcePlugin itemized(String version) {
        return new SourcePlugin(
                PluginJars.SYMBOLIC_NAME, version, "itemized", "", ITEMIZED_TERMS, PROPOSE_ALL, List.of());
    }

    /** Another bundle with another relevance, otherwise like itemized. */
    static SourcePlugin named(String relevance, String version) {
        return new SourcePlugin(
                "org.example.relevance." + relevance.replace('-', '.'),
                version,
                relevance,
                "",
                ITEMIZED_TERMS,
                PROPOSE_ALL,
                List.of());
    }

    SourcePlugin whenCreated(String statement) {
        return new SourcePlugin(symbolicName, version, relevance, statement, terms, propose, moreImports);
    }

    SourcePlugin terms(String body) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, body, propose, moreImports);
    }

    SourcePlugin propose(String body) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, terms, body, moreImports);
    }

    SourcePlugin importing(String... packages) {
        return new SourcePlugin(symbolicName, version, relevance, whenCreated, terms, propose, List.of(packages));
    }

    byte[] jar() {
        String source =
                """
                package %s;
                import org.billhook.core.model.*;
                import org.billhook.core.spi.relevance.*;
                public final class Rule implements BillingRelevance {
                    private static boolean yes() { return true; }
                    public Rule() { %s }
                    public BillingTerms terms() { %s }
                    public void propose(ItemInRun item, ProposalSink out) { %s }
                }
                """
                        .formatted(symbolicName, whenCreated, terms, propose);
        List<String> imports = new ArrayList<>(List.of(
                "org.billhook.core.model;version=\"[1.0,2)\"", "org.billhook.core.spi.relevance;version=\"[1.0,2)\""));
        imports.addAll(moreImports);
        return new SourceBundle(
                        symbolicName,
                        version,
                        "Rule",
                        source,
                        BillingRelevance.class,
                        Map.entry(BillingRelevance.ID, relevance),
                        0,
                        imports)
                .jar();
    }
}
