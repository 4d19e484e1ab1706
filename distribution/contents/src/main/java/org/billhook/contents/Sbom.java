package org.billhook.contents;

import java.io.IOException;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component.Type;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;

/** The list for machines. */
final class Sbom {

    private Sbom() {}

    static String of(String name, String version, List<Component> components) throws IOException {
        Bom bom = new Bom();
        bom.setMetadata(server(name, version));
        components.forEach(component -> bom.addComponent(library(component)));
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_15, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IOException("Bill of materials is not written", e);
        }
    }

    private static Metadata server(String name, String version) {
        org.cyclonedx.model.Component server = new org.cyclonedx.model.Component();
        server.setType(Type.APPLICATION);
        server.setGroup("org.billhook");
        server.setName(name);
        server.setVersion(version);
        Metadata metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(server);
        return metadata;
    }

    private static org.cyclonedx.model.Component library(Component component) {
        org.cyclonedx.model.Component library = new org.cyclonedx.model.Component();
        library.setType(Type.LIBRARY);
        library.setGroup(component.group());
        library.setName(component.artifact());
        library.setVersion(component.version());
        library.setPurl(component.purl());
        library.setBomRef(component.purl() + "#" + component.place());
        library.setLicenses(licences(component));
        if (!component.sha256().isEmpty()) {
            library.addHash(new Hash(Hash.Algorithm.SHA_256, component.sha256()));
        }
        return library;
    }

    private static LicenseChoice licences(Component component) {
        LicenseChoice choice = new LicenseChoice();
        component.licences().forEach(id -> {
            License licence = new License();
            licence.setId(id);
            choice.addLicense(licence);
        });
        return choice;
    }
}
