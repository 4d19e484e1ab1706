package org.billhook.rest.internal.users;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/** The text that a token is kept as. */
final class TokenJsonText {

    /** In place of the hash of a token that was revoked: no secret has it. */
    static final String NO_HASH = "";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TokenJsonText() {}

    static String write(Token token, String hash) {
        ObjectNode node = JSON.createObjectNode()
                .put("owner", token.owner())
                .put("label", token.label())
                .put("createdAt", token.createdAt().toString())
                .put("lastDay", token.lastDay().toString())
                .put("revoked", token.revoked())
                .put("hash", hash);
        token.scopes().stream().sorted().forEach(node.putArray("scopes")::add);
        return node.toString();
    }

    static Token token(String id, String json) {
        JsonNode node = read(json);
        Set<String> scopes = new TreeSet<>();
        node.get("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new Token(
                id,
                node.get("owner").asText(),
                node.get("label").asText(),
                scopes,
                Instant.parse(node.get("createdAt").asText()),
                LocalDate.parse(node.get("lastDay").asText()),
                node.get("revoked").asBoolean());
    }

    static String hash(String json) {
        return read(json).get("hash").asText();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A token that is kept can't be read", e);
        }
    }
}
