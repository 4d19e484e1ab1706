package org.billhook.contents;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a jar tells about itself. */
final class JarReader implements AutoCloseable {

    private static final String POMS = "META-INF/maven/";

    private final Path file;
    private final JarFile jar;

    JarReader(Path file) throws IOException {
        this.file = file;
        this.jar = new JarFile(file.toFile());
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    /** Of several poms in it, the one that the file is named after. */
    Coordinates coordinates(String fileName) throws IOException {
        for (JarEntry entry : poms("pom.properties")) {
            Properties pom = new Properties();
            try (InputStream in = jar.getInputStream(entry)) {
                pom.load(in);
            }
            String artifact = pom.getProperty("artifactId");
            String version = pom.getProperty("version");
            if (fileName.equals(artifact + "-" + version + ".jar")) {
                return new Coordinates(pom.getProperty("groupId"), artifact, version);
            }
        }
        throw new IOException("Does not tell its coordinates: " + file);
    }

    /** By its manifest; where that is silent, by its poms. */
    List<String> statedLicences() throws IOException {
        String header = header("Bundle-License");
        if (header != null) {
            return List.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
        }
        List<String> names = new ArrayList<>();
        for (JarEntry pom : poms("pom.xml")) {
            names.addAll(licencesOf(pom));
        }
        return names;
    }

    List<String> embeds() throws IOException {
        String header = header("Billhook-Embeds");
        return header == null ? List.of() : List.of(header.split(","));
    }

    String sha256() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int classLevel() throws IOException {
        int highest = 0;
        for (JarEntry entry : jar.stream().filter(JarReader::runsEverywhere).toList()) {
            try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                in.skipNBytes(6);
                highest = Math.max(highest, in.readUnsignedShort());
            }
        }
        return highest;
    }

    private static boolean runsEverywhere(JarEntry entry) {
        String name = entry.getName();
        return name.endsWith(".class")
                && !name.startsWith("META-INF/")
                && !name.endsWith("module-info.class")
                // JLine loads these on Java 22 and later only
                && !name.startsWith("org/jline/terminal/impl/ffm/");
    }

    private String header(String name) throws IOException {
        Manifest manifest = jar.getManifest();
        return manifest == null ? null : manifest.getMainAttributes().getValue(name);
    }

    private List<JarEntry> poms(String name) {
        return jar.stream()
                .filter(entry ->
                        entry.getName().startsWith(POMS) && entry.getName().endsWith("/" + name))
                .toList();
    }

    private List<String> licencesOf(JarEntry pom) throws IOException {
        try (InputStream in = jar.getInputStream(pom)) {
            NodeList licences = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagName("license");
            List<String> names = new ArrayList<>();
            for (int i = 0; i < licences.getLength(); i++) {
                NodeList name = ((Element) licences.item(i)).getElementsByTagName("name");
                names.add(name.item(0).getTextContent());
            }
            return names;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Does not read: " + pom.getName() + " in " + file, e);
        }
    }
}
