package org.billhook.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lists what an unpacked server holds: {@code THIRD-PARTY.txt} for people and {@code sbom.cdx.json} (CycloneDX) for
 * machines. Fails when a licence or the class level of a jar is not allowed, so that such an archive is never built.
 */
public final class Contents {

    private Contents() {}

    /** @param arguments the folder of the server; its name and its version */
    public static void main(String[] arguments) throws IOException {
        Path server = Path.of(arguments[0]);
        List<Component> components = ShippedJars.in(server);
        List<String> refused = Refusals.of(components);
        if (!refused.isEmpty()) {
            throw new IllegalStateException("Not allowed in the archive:\n  " + String.join("\n  ", refused));
        }
        Files.writeString(server.resolve("THIRD-PARTY.txt"), ThirdParties.list(components));
        Files.writeString(server.resolve("sbom.cdx.json"), Sbom.of(arguments[1], arguments[2], components));
    }
}
