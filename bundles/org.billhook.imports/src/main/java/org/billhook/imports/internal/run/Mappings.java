package org.billhook.imports.internal.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Page;
import org.billhook.core.model.Finding;
import org.billhook.imports.internal.mapping.Mapping;
import org.billhook.imports.internal.mapping.MappingReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The mappings: those that users saved, and those that come with the bundle, which a saved one of the same name hides. */
@Component(service = Mappings.class)
public final class Mappings {

    /** A mapping with its JSON; version 0 came with the bundle. */
    public record Named(String name, long version, String json) {}

    static final String SECTION = "import-mapping";

    private static final List<String> DELIVERED = List.of(
            "clockify",
            "clockify-us",
            "harvest",
            "harvest-eu",
            "jira",
            "kimai",
            "redmine",
            "redmine-de",
            "sip",
            "tempo",
            "toggl");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private final Configurations configurations;

    @Activate
    public Mappings(@Reference Configurations configurations) {
        this.configurations = configurations;
    }

    public Named get(String name) {
        return find(name).orElseThrow(() -> BillhookException.unknown("mapping", name));
    }

    public Optional<Named> find(String name) {
        return configurations.find(SECTION, name).map(Mappings::named).or(() -> delivered(name));
    }

    /** Saved ones by name; those of the bundle that nobody saved before the first of them. */
    public Page<Named> list(Page.Request request) {
        Page<Configurations.Configuration> saved = configurations.list(SECTION, request);
        List<Named> all = new ArrayList<>();
        if (request.after().isEmpty()) {
            DELIVERED.stream()
                    .filter(name -> configurations.find(SECTION, name).isEmpty())
                    .forEach(name -> delivered(name).ifPresent(all::add));
        }
        saved.items().forEach(each -> all.add(named(each)));
        return new Page<>(all, saved.next());
    }

    /** @param expected version it was made on; 0 for a new one and for one of the bundle */
    public Named put(String name, long expected, String json, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new BillhookException(
                    BillhookException.Type.REFUSED,
                    Finding.error(
                            "BAD_NAME",
                            "name",
                            "Name '%s' of a mapping must be 1 to 60 lower-case letters, digits and hyphens"
                                    .formatted(name)));
        }
        compile(json);
        return named(configurations.put(SECTION, name, expected, json, actor));
    }

    /** @throws BillhookException with every finding if it is no mapping */
    public static Mapping compile(String json) {
        MappingReader.Reading reading = MappingReader.read(json);
        return reading.mapping()
                .orElseThrow(() -> new BillhookException(BillhookException.Type.REFUSED, reading.findings()));
    }

    private static Named named(Configurations.Configuration saved) {
        return new Named(saved.name(), saved.version(), saved.json());
    }

    private static Optional<Named> delivered(String name) {
        if (!DELIVERED.contains(name)) {
            return Optional.empty();
        }
        try (InputStream in = Mappings.class.getResourceAsStream("/mappings/" + name + ".json")) {
            return Optional.of(new Named(name, 0, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
