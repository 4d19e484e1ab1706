package org.billhook.https.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with its certificate, out of files.
 *
 * @param context serves them
 * @param certificate the first of the chain
 */
record KeyFiles(SSLContext context, X509Certificate certificate) {

    private static final char[] NO_PASSWORD = {};
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    /** By algorithm of the key. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private static final String CONVERT = "; write it by: openssl pkey -in old.pem -out new.pem";

    /**
     * @param contents of a key store in PKCS#12, or of a certificate and its key in PEM
     * @param password of the key store
     * @throws Unusable for what no client would trust, or what can't be read
     */
    static KeyFiles of(List<Content> contents, String password, Instant now) throws Unusable {
        Content first = contents.get(0);
        try {
            KeyStore store = contents.size() == 1
                    ? store(first, password.toCharArray())
                    : store(chain(first), key(contents.get(1), chain(first).get(0)), first.file());
            return of(store, contents.size() == 1 ? password.toCharArray() : NO_PASSWORD, first.file(), now);
        } catch (GeneralSecurityException e) {
            throw new Unusable("%s can't be used: %s".formatted(first.file(), e.getMessage()));
        }
    }

    private static KeyFiles of(KeyStore store, char[] password, Path file, Instant now)
            throws GeneralSecurityException, Unusable {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1 || !(store.getCertificate(keys.get(0)) instanceof X509Certificate certificate)) {
            throw new Unusable("%s has %d keys with a certificate, one is needed".formatted(file, keys.size()));
        }
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new Unusable("The certificate in %s counts from %s to %s, not now".formatted(file, from, until));
        }
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, null);
        return new KeyFiles(context, certificate);
    }

    private static KeyStore store(Content content, char[] password) throws GeneralSecurityException, Unusable {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content.bytes()), password);
            return store;
        } catch (IOException e) {
            throw new Unusable(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "The password of %s is wrong".formatted(content.file())
                            : "%s is no key store in PKCS#12".formatted(content.file()));
        }
    }

    private static KeyStore store(List<X509Certificate> chain, PrivateKey key, Path file)
            throws GeneralSecurityException, Unusable {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new Unusable("%s can't be used: %s".formatted(file, e.getMessage()));
        }
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        return store;
    }

    private static List<X509Certificate> chain(Content content) throws GeneralSecurityException, Unusable {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(content.bytes(), StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                chain.add((X509Certificate)
                        factory.generateCertificate(new ByteArrayInputStream(bytes(blocks.group(2), content))));
            }
        }
        if (chain.isEmpty()) {
            throw new Unusable("%s has no certificate in PEM".formatted(content.file()));
        }
        return chain;
    }

    private static PrivateKey key(Content content, X509Certificate certificate)
            throws GeneralSecurityException, Unusable {
        Matcher blocks = BLOCK.matcher(new String(content.bytes(), StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            String type = blocks.group(1);
            if (type.equals("PRIVATE KEY")) {
                PrivateKey key = key(bytes(blocks.group(2), content), content, certificate);
                checkPair(key, certificate, content);
                return key;
            }
            if (type.endsWith("PRIVATE KEY")) {
                String is = type.startsWith("ENCRYPTED") ? "encrypted, which only key stores may be" : "in an old form";
                throw new Unusable("The key in %s is %s%s".formatted(content.file(), is, CONVERT));
            }
        }
        throw new Unusable("%s has no private key in PEM".formatted(content.file()));
    }

    private static PrivateKey key(byte[] bytes, Content content, X509Certificate certificate)
            throws GeneralSecurityException, Unusable {
        try {
            return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (java.security.spec.InvalidKeySpecException e) {
            throw notOfIt(content);
        }
    }

    private static void checkPair(PrivateKey key, X509Certificate certificate, Content content)
            throws GeneralSecurityException, Unusable {
        String signature = SIGNATURES.get(key.getAlgorithm());
        if (signature == null) {
            throw new Unusable("The key in %s is of %s, allowed are %s"
                    .formatted(
                            content.file(),
                            key.getAlgorithm(),
                            SIGNATURES.keySet().stream().sorted().toList()));
        }
        byte[] text = "billhook".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance(signature);
        signer.initSign(key);
        signer.update(text);
        byte[] signed = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(text);
        if (!signer.verify(signed)) {
            throw notOfIt(content);
        }
    }

    private static Unusable notOfIt(Content content) {
        return new Unusable("The key in %s is not the one of the first certificate".formatted(content.file()));
    }

    private static byte[] bytes(String base64, Content content) throws Unusable {
        try {
            return Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw new Unusable("%s is damaged: %s".formatted(content.file(), e.getMessage()));
        }
    }
}
