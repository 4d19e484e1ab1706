package org.billhook.engine.internal.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.billhook.engine.internal.files.PrivateFile;

/**
 * The keys of the chain, as they stand in their file: the last one is used, older ones check what was chained under them. With them
 * the pair of keys that heads of the chain are signed and checked with.
 */
final class KeyFile {

    private static final String SIGNATURE = "Ed25519";
    private static final String LOST = "lost ";
    private static final String TEXT =
            """
            # Keys of the chain of events. Whoever has this file can forge the chain: keep it from others, and keep a copy of it apart
            # from that of the database. All nodes on one database have the same file. Who checks heads needs the line 'check' alone.
            # key <id> from <first event> <secret>: the last one is used. lost <id>: a key that is lost for good, see administrator.md.
            key %s from %d %s
            sign %s
            check %s
            """;

    private final Map<String, ChainKey> keys = new LinkedHashMap<>();
    private final Set<String> lost = new TreeSet<>();
    private ChainKey current;
    private long from = Long.MAX_VALUE;
    private long currentFrom;
    private PrivateKey sign;
    private PublicKey check;

    private KeyFile() {}

    /** @throws ChainStopped if it is not as it was written, or can't be read */
    static KeyFile read(Path file) {
        KeyFile read = new KeyFile();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    read.line(line.strip().split("\\s+"));
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | GeneralSecurityException e) {
            throw new ChainStopped("Line %d of the file %s is not as it was written".formatted(number, file), e);
        }
        if (read.current == null || read.sign == null || read.check == null) {
            throw new ChainStopped(
                    "The file %s lacks one of its lines 'key', 'sign' and 'check'".formatted(file), null);
        }
        return read;
    }

    private static ChainStopped unreadable(Path file, IOException e) {
        return new ChainStopped(
                Files.exists(file)
                        ? "The file %s with the key of the chain can't be read: %s".formatted(file, e.getMessage())
                        : "The file %s with the key of the chain of events is not there".formatted(file),
                e);
    }

    private void line(String[] words) throws GeneralSecurityException {
        switch (words[0]) {
            case "key" -> {
                current = new ChainKey(HexFormat.of().parseHex(words[4]));
                if (!current.id().equals(words[1])) {
                    throw new IllegalArgumentException("This is not the key " + words[1]);
                }
                long first = Long.parseLong(words[3]);
                if (first < currentFrom) {
                    throw new IllegalArgumentException("The key of earlier events stands after that of later ones");
                }
                currentFrom = first;
                from = Math.min(from, first);
                keys.put(current.id(), current);
            }
            case "lost" -> lost.add(words[1]);
            case "sign" -> sign = KeyFactory.getInstance(SIGNATURE)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(words[1])));
            case "check" -> check = KeyFactory.getInstance(SIGNATURE)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(words[1])));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /**
     * Whether new keys can be made: there is no file, or one in which an administrator says no more than which keys are lost.
     *
     * @throws ChainStopped if it can't be read
     */
    static boolean isToBeMade(Path file) {
        try {
            return !Files.exists(file)
                    || Files.readAllLines(file).stream()
                            .allMatch(line -> line.isBlank() || line.startsWith("#") || line.startsWith(LOST));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Ids of the keys that a file without any key says are lost. */
    static Set<String> lostIn(Path file) {
        try {
            return !Files.exists(file)
                    ? Set.of()
                    : Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(LOST))
                            .map(line -> line.substring(LOST.length()).strip())
                            .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Makes new keys and writes them to their file. What it said of lost ones stays.
     *
     * @param from number of the first event under them
     */
    static void create(Path file, long from) {
        byte[] secret = new byte[ChainKey.LENGTH];
        new SecureRandom().nextBytes(secret);
        try {
            KeyPair pair = KeyPairGenerator.getInstance(SIGNATURE).generateKeyPair();
            String text = TEXT.formatted(
                    new ChainKey(secret).id(),
                    from,
                    HexFormat.of().formatHex(secret),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
            String lost = lostIn(file).stream().map(id -> LOST + id + "\n").collect(Collectors.joining());
            PrivateFile.write(file, text + lost);
        } catch (IOException e) {
            throw new ChainStopped(
                    "The file %s with the key of the chain can't be made: %s".formatted(file, e.getMessage()), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /** The key that the next event is chained under. */
    ChainKey current() {
        return current;
    }

    Optional<ChainKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** Whether an administrator said that a key is lost for good. */
    boolean isLost(String id) {
        return lost.contains(id);
    }

    /**
     * Whether an event must be under the current key and is under one that came before it: such a key may be known to others, or nobody can
     * check what is under it.
     */
    boolean isReplaced(String id, long event) {
        return event >= currentFrom && !id.equals(current.id()) && (keys.containsKey(id) || lost.contains(id));
    }

    /** Number of the first event that must be under the current key. */
    long currentFrom() {
        return currentFrom;
    }

    /** Number of the first event that must be under a key. */
    long from() {
        return from;
    }

    String signed(String text) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(sign);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ChainStopped("The head of the chain can't be signed: " + e.getMessage(), e);
        }
    }

    boolean isSigned(String text, String signed) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(check);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // no signature at all
        }
    }
}
