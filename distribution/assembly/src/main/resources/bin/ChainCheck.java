import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks heads of the chain of events, and events themselves, without any server:
 * {@code java ChainCheck.java KEYS FILE…}. KEYS is {@code chain.key}, or a copy of its line {@code check} alone, which checks heads. Each
 * FILE is a head ({@code GET /events/head}) or a page of events ({@code GET /events}). Ends with 0 if all is right.
 */
public final class ChainCheck {

    private static final String START = "0".repeat(64);

    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final TreeMap<Long, Map<String, String>> events = new TreeMap<>();
    private final List<Map<String, String>> heads = new ArrayList<>();
    private long from = Long.MAX_VALUE;
    private String current;
    private long currentFrom;
    private PublicKey check;
    private boolean right = true;

    private ChainCheck() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length < 2) {
            System.err.println("java ChainCheck.java KEYS FILE…");
            System.exit(2);
        }
        ChainCheck checks = new ChainCheck();
        checks.keys(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            checks.read(Files.readString(Path.of(arguments[i])));
        }
        checks.events();
        for (Map<String, String> head : checks.heads) {
            checks.head(head);
        }
        System.exit(checks.right ? 0 : 1);
    }

    private void keys(Path file) throws IOException, GeneralSecurityException {
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+");
            if (words[0].equals("key")) {
                keys.put(words[1], new SecretKeySpec(HexFormat.of().parseHex(words[4]), "HmacSHA256"));
                current = words[1];
                currentFrom = Long.parseLong(words[3]);
                from = Math.min(from, currentFrom);
            } else if (words[0].equals("check")) {
                check = KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(words[1])));
            }
        }
        if (check == null) {
            throw new IOException(file + " has no line 'check'");
        }
    }

    private void read(String text) {
        Map<String, String> object = new Json(text).object();
        if (object.containsKey("items")) {
            for (Map<String, String> event : new Json(object.get("items")).objects()) {
                events.put(Long.parseLong(event.get("number")), event);
            }
        } else {
            heads.add(object);
        }
    }

    private void events() throws GeneralSecurityException {
        if (events.isEmpty()) {
            return;
        }
        long before = events.firstKey() - 1;
        String hash = before == 0 ? START : null;
        for (Map.Entry<Long, Map<String, String>> entry : events.entrySet()) {
            long number = entry.getKey();
            if (number != before + 1) {
                wrong("Events %d to %d are missing".formatted(before + 1, number - 1));
            }
            if (hash != null) {
                event(number, entry.getValue(), hash);
            }
            hash = entry.getValue().get("hash");
            before = number;
        }
        System.out.printf("%d events were read, %d to %d%n", events.size(), events.firstKey(), events.lastKey());
    }

    private void event(long number, Map<String, String> event, String before) throws GeneralSecurityException {
        String id = event.get("key");
        if (id == null && number >= from) {
            wrong("Event %d is not under the key, though the chain is keyed from event %d on".formatted(number, from));
        } else if (id != null && !keys.containsKey(id)) {
            wrong("Event %d is under the key %s, which is not given".formatted(number, id));
        } else if (id != null && !id.equals(current) && number >= currentFrom) {
            wrong("Event %d is under the key %s, though the chain is under the key %s from event %d on"
                    .formatted(number, id, current, currentFrom));
        } else if (!(id == null ? plain(event, before) : keyed(keys.get(id), event, before)).equals(event.get("hash"))) {
            wrong("Event %d is not what was chained after the event before".formatted(number));
        }
    }

    private static String keyed(SecretKeySpec key, Map<String, String> event, String before)
            throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        String at = Instant.parse(event.get("at")).truncatedTo(ChronoUnit.MICROS).toString();
        for (String part : List.of(
                event.get("number"),
                event.get("type"),
                event.get("subject"),
                event.get("data"),
                at,
                event.getOrDefault("covers", ""),
                before)) {
            text.append(part.length()).append(':').append(part);
        }
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return HexFormat.of().formatHex(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String plain(Map<String, String> event, String before) throws GeneralSecurityException {
        String text = String.join(
                "\n", event.get("number"), event.get("type"), event.get("subject"), event.get("data"), before);
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void head(Map<String, String> head) throws GeneralSecurityException {
        long number = Long.parseLong(head.get("number"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(check);
        signature.update("billhook chain head\n%d\n%s\n%s"
                .formatted(number, head.get("at"), head.get("hash"))
                .getBytes(StandardCharsets.UTF_8));
        if (!isSigned(signature, head.get("signature"))) {
            wrong("The head of event %d was not signed with this key".formatted(number));
            return;
        }
        System.out.printf("The head of event %d of %s is signed%n", number, head.get("at"));
        if (events.isEmpty() || number == 0) {
            return;
        }
        if (!events.containsKey(number)) {
            wrong("Event %d was the head at %s and is not among the events".formatted(number, head.get("at")));
        } else if (!events.get(number).get("hash").equals(head.get("hash"))) {
            wrong("Event %d has another hash than at %s: the chain was written anew".formatted(number, head.get("at")));
        }
    }

    private static boolean isSigned(Signature signature, String given) throws GeneralSecurityException {
        try {
            return signature.verify(Base64.getDecoder().decode(given));
        } catch (IllegalArgumentException | java.security.SignatureException e) {
            return false;
        }
    }

    private void wrong(String what) {
        right = false;
        System.out.println("WRONG: " + what);
    }

    /** Values of JSON objects by name: texts as they are meant, all others as they are written. */
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        List<Map<String, String>> objects() {
            List<Map<String, String>> all = new ArrayList<>();
            expect('[');
            while (peek() != ']') {
                all.add(object());
                skip(',');
            }
            return all;
        }

        Map<String, String> object() {
            Map<String, String> values = new HashMap<>();
            expect('{');
            while (peek() != '}') {
                String name = string();
                expect(':');
                if (peek() == '"') {
                    values.put(name, string());
                } else {
                    int start = at;
                    value();
                    values.put(name, text.substring(start, at));
                }
                skip(',');
            }
            expect('}');
            return values;
        }

        private void value() {
            int depth = 0;
            do {
                char next = peek();
                if (next == '"') {
                    string();
                } else if (next == '{' || next == '[') {
                    depth++;
                    at++;
                } else if (next == '}' || next == ']') {
                    depth--;
                    at++;
                } else if (next == ',' || next == ':') {
                    at++;
                } else {
                    while (at < text.length() && ",:]} \t\r\n".indexOf(text.charAt(at)) < 0) {
                        at++;
                    }
                }
            } while (depth > 0);
        }

        private String string() {
            expect('"');
            StringBuilder value = new StringBuilder();
            while (text.charAt(at) != '"') {
                char next = text.charAt(at++);
                value.append(next == '\\' ? escaped() : next);
            }
            at++;
            return value.toString();
        }

        private char escaped() {
            char next = text.charAt(at++);
            switch (next) {
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'u':
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
                default:
                    return next;
            }
        }

        private char peek() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw new IllegalArgumentException("'%c' expected at %d".formatted(wanted, at));
            }
            at++;
        }

        private void skip(char comma) {
            if (peek() == comma) {
                at++;
            }
        }
    }
}
