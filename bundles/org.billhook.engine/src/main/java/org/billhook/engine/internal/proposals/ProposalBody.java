package org.billhook.engine.internal.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.billhook.core.api.LedgerCommands.Command;
import org.billhook.core.api.Stake;
import org.billhook.engine.internal.json.CommandJson;
import org.billhook.engine.internal.json.Json;

/**
 * The frozen form of what is proposed.
 *
 * @param commands none for a preview
 * @param acts number of acts on each source when it was proposed; none for a preview
 * @param authors who decided something in it
 */
record ProposalBody(List<Command> commands, Map<Long, Integer> acts, Stake stake, Set<String> authors) {

    String json() {
        ObjectNode node = Json.object();
        ArrayNode all = node.putArray("commands");
        commands.forEach(command -> all.add(CommandJson.write(command)));
        ObjectNode counts = node.putObject("acts");
        new TreeMap<>(acts).forEach((source, count) -> counts.put(source.toString(), count));
        node.set("stake", Json.of(stake));
        ArrayNode names = node.putArray("authors");
        new TreeSet<>(authors).forEach(names::add);
        return Json.text(node);
    }

    static ProposalBody read(String text) {
        JsonNode node = Json.parse(text);
        List<Command> commands = new ArrayList<>();
        node.get("commands").forEach(command -> commands.add(CommandJson.read(command)));
        Map<Long, Integer> acts = new TreeMap<>();
        node.get("acts")
                .fields()
                .forEachRemaining(one ->
                        acts.put(Long.valueOf(one.getKey()), one.getValue().asInt()));
        Set<String> authors = new TreeSet<>();
        node.get("authors").forEach(name -> authors.add(name.asText()));
        return new ProposalBody(commands, acts, Json.stake(node.get("stake")), authors);
    }
}
