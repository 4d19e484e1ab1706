package org.billhook.engine.internal.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.BilledItem;
import org.billhook.core.api.Requests.Decider;
import org.billhook.core.api.Stake;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.relevance.BillingTerms.RequestKind;
import org.billhook.engine.internal.hash.Sha256;
import org.billhook.engine.internal.json.Json;
import org.joda.money.Money;

/**
 * What a preview found, root by root.
 *
 * @param generation of the plugins that decided
 * @param trial whether it was made with a DIP profile that was never saved, so that it is never billed
 * @param deciders the dictionary that the derivations of its lines name plugins by
 * @param stake what the clerk gives up by it
 * @param authors who decided something in it; empty for who made it
 */
record PreviewResult(
        String generation,
        boolean trial,
        List<Decider> deciders,
        List<Root> roots,
        List<Requests.Draft> requests,
        Stake stake,
        Set<String> authors) {

    /** @param hash over everything that was read and decided */
    record Root(long id, RootResult result, String hash) {}

    /** Stands for all inputs and the result. */
    String token() {
        MessageDigest digest = Sha256.begin();
        digest.update((generation + "\n" + trial + "\n").getBytes(StandardCharsets.UTF_8));
        for (Root root : roots) {
            digest.update((root.id() + ":" + root.hash() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    String json() {
        ObjectNode node = Json.object().put("generation", generation).put("trial", trial);
        node.set("stake", Json.of(stake));
        ArrayNode names = node.putArray("authors");
        authors.stream().sorted().forEach(names::add);
        ArrayNode dictionary = node.putArray("deciders");
        deciders.forEach(decider -> dictionary
                .addObject()
                .put("role", decider.role())
                .put("id", decider.id())
                .put("bundle", decider.bundle())
                .put("version", decider.version())
                .put("settings", decider.settingsHash()));
        ArrayNode all = node.putArray("roots");
        for (Root root : roots) {
            ObjectNode one = all.addObject()
                    .put("id", root.id())
                    .put("ref", root.result().root().toString())
                    .put("state", root.result().state().name())
                    .put("lines", root.result().lines())
                    .put("hash", root.hash());
            ArrayNode totals = one.putArray("totals");
            root.result().totals().forEach(total -> totals.add(Json.of(total)));
            ArrayNode findings = one.putArray("findings");
            root.result().findings().forEach(finding -> findings.add(Json.of(finding)));
        }
        ArrayNode drafts = node.putArray("requests");
        requests.forEach(draft -> drafts.add(json(draft)));
        return Json.text(node);
    }

    private static ObjectNode json(Requests.Draft draft) {
        ObjectNode node = Json.object()
                .put("number", draft.number())
                .put("kind", draft.kind().name())
                .put("party", draft.party())
                .put("lines", draft.lines());
        node.set("net", Json.of(draft.net()));
        ArrayNode items = node.putArray("items");
        for (BilledItem item : draft.items()) {
            items.addObject()
                    .put("item", item.item().toString())
                    .put("root", item.root().toString())
                    .put("from", item.firstLine())
                    .put("to", item.lastLine())
                    .set("net", Json.of(item.net()));
        }
        draft.documentType().ifPresent(type -> node.put("documentType", type));
        return node;
    }

    static PreviewResult read(String text) {
        JsonNode node = Json.parse(text);
        List<Root> roots = new ArrayList<>();
        node.get("roots").forEach(root -> roots.add(root(root)));
        List<Decider> deciders = new ArrayList<>();
        node.path("deciders").forEach(decider -> deciders.add(decider(decider)));
        List<Requests.Draft> requests = new ArrayList<>();
        // a preview of a version in which requests had one item has them by root
        List<JsonNode> holders = node.has("requests") ? List.of(node) : node.findParents("requests");
        holders.forEach(holder -> holder.get("requests").forEach(draft -> requests.add(draft(draft))));
        List<String> authors = new ArrayList<>();
        node.path("authors").forEach(name -> authors.add(name.asText()));
        return new PreviewResult(
                node.get("generation").asText(),
                node.path("trial").asBoolean(),
                deciders,
                List.copyOf(roots),
                List.copyOf(requests),
                // a preview of a version that did not look gives up what nobody knows
                node.has("stake") ? Json.stake(node.get("stake")) : Stake.UNPRICED,
                Set.copyOf(authors));
    }

    private static Decider decider(JsonNode node) {
        return new Decider(
                node.get("role").asText(),
                node.get("id").asText(),
                node.get("bundle").asText(),
                node.get("version").asText(),
                node.get("settings").asText());
    }

    private static Root root(JsonNode node) {
        List<Money> totals = new ArrayList<>();
        node.get("totals").forEach(total -> totals.add(Json.money(total)));
        List<Finding> findings = new ArrayList<>();
        node.get("findings").forEach(finding -> findings.add(Json.finding(finding)));
        RootResult result = new RootResult(
                ObjectRef.parse(node.get("ref").asText()),
                State.valueOf(node.get("state").asText()),
                List.of(),
                node.get("lines").asLong(),
                totals,
                findings);
        return new Root(node.get("id").asLong(), result, node.get("hash").asText());
    }

    private static Requests.Draft draft(JsonNode node) {
        Money net = Json.money(node.get("net"));
        List<BilledItem> items = new ArrayList<>();
        if (node.has("item")) {
            items.add(item(node, 1, node.get("lines").asInt()));
        }
        node.path("items")
                .forEach(item -> items.add(
                        item(item, item.get("from").asInt(), item.get("to").asInt())));
        return new Requests.Draft(
                node.get("number").asInt(),
                RequestKind.valueOf(node.get("kind").asText()),
                Optional.ofNullable(node.get("documentType")).map(JsonNode::asText),
                items,
                node.get("party").asText(),
                net,
                node.get("lines").asLong());
    }

    private static BilledItem item(JsonNode node, int firstLine, int lastLine) {
        Money net = Json.money(node.get("net"));
        return new BilledItem(
                ObjectRef.parse(node.get("item").asText()),
                ObjectRef.parse(node.get("root").asText()),
                firstLine,
                lastLine,
                net,
                Money.zero(net.getCurrencyUnit()));
    }
}
