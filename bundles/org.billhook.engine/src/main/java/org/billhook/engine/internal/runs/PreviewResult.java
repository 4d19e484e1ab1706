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
import org.billhook.core.api.BillingRuns.RootResult;
import org.billhook.core.api.BillingRuns.State;
import org.billhook.core.api.Requests;
import org.billhook.core.api.Requests.Decider;
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
 */
record PreviewResult(String generation, boolean trial, List<Decider> deciders, List<Root> roots) {

    /** @param hash over everything that was read and decided */
    record Root(long id, RootResult result, List<Requests.Draft> requests, String hash) {}

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
            ArrayNode requests = one.putArray("requests");
            root.requests().forEach(draft -> requests.add(json(draft)));
        }
        return Json.text(node);
    }

    private static ObjectNode json(Requests.Draft draft) {
        ObjectNode node = Json.object()
                .put("number", draft.number())
                .put("kind", draft.kind().name())
                .put("root", draft.root().toString())
                .put("item", draft.item().toString())
                .put("party", draft.party())
                .put("lines", draft.lines());
        node.set("net", Json.of(draft.net()));
        draft.documentType().ifPresent(type -> node.put("documentType", type));
        return node;
    }

    static PreviewResult read(String text) {
        JsonNode node = Json.parse(text);
        List<Root> roots = new ArrayList<>();
        node.get("roots").forEach(root -> roots.add(root(root)));
        List<Decider> deciders = new ArrayList<>();
        node.path("deciders").forEach(decider -> deciders.add(decider(decider)));
        return new PreviewResult(
                node.get("generation").asText(), node.path("trial").asBoolean(), deciders, List.copyOf(roots));
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
        List<Requests.Draft> requests = new ArrayList<>();
        node.get("requests").forEach(draft -> requests.add(draft(draft)));
        RootResult result = new RootResult(
                ObjectRef.parse(node.get("ref").asText()),
                State.valueOf(node.get("state").asText()),
                List.of(),
                node.get("lines").asLong(),
                totals,
                findings);
        return new Root(
                node.get("id").asLong(), result, requests, node.get("hash").asText());
    }

    private static Requests.Draft draft(JsonNode node) {
        return new Requests.Draft(
                node.get("number").asInt(),
                RequestKind.valueOf(node.get("kind").asText()),
                Optional.ofNullable(node.get("documentType")).map(JsonNode::asText),
                ObjectRef.parse(node.get("root").asText()),
                ObjectRef.parse(node.get("item").asText()),
                node.get("party").asText(),
                Json.money(node.get("net")),
                node.get("lines").asLong());
    }
}
