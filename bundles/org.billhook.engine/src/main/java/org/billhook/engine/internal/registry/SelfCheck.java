package org.billhook.engine.internal.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.relevance.BillingRelevance;
import org.billhook.core.spi.source.SourceType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a plugin must show before it decides anything: an id, an instance, and constants that can be read and agree. The
 * same for one that starts at boot and one that is uploaded at noon (law 3).
 */
final class SelfCheck {

    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");
    private static final Set<String> FIELDS_OF_CORE = Set.of("name", "status");

    private SelfCheck() {}

    /** @param id value of the id property, as found */
    static List<Finding> id(Spi<?> spi, Object id) {
        if (id instanceof String text && ID.matcher(text).matches()) {
            return List.of();
        }
        return List.of(Finding.error(
                "INVALID_ID",
                spi.idProperty(),
                "%s must have one lower-case id of letters, digits, dots and hyphens, found: %s"
                        .formatted(spi.name(), id)));
    }

    /** @param activate gives the instance, or null if it could not be made */
    static <S> List<Finding> instance(Spi<S> spi, String id, Supplier<S> activate) {
        try {
            S service = activate.get();
            return service == null
                    ? List.of(Finding.error(
                            "NOT_ACTIVATED", "%s '%s' could not be activated, see the log".formatted(spi.name(), id)))
                    : constants(id, service);
        } catch (Throwable e) { // as a call of it would be guarded
            LoggedThrowable logged = LoggedThrowable.of(e);
            LOG.error("Plugin failed its self-check spi='{}' id='{}'", spi.name(), id, logged);
            return List.of(
                    Finding.error("SELF_CHECK", "%s '%s' failed its self-check: %s".formatted(spi.name(), id, logged)));
        }
    }

    private static List<Finding> constants(String id, Object service) {
        if (service instanceof BillingRelevance relevance) {
            Objects.requireNonNull(relevance.terms(), "terms");
        }
        if (service instanceof SourceType type) {
            Objects.requireNonNull(type.terms(), "terms");
        }
        if (service instanceof ItemAttributes attributes) {
            Objects.requireNonNull(attributes.family(), "family");
            return twice(attributes.attributes(), "'%s'".formatted(id));
        }
        return service instanceof BillingObjectType type ? kind(id, type) : List.of();
    }

    private static List<Finding> kind(String id, BillingObjectType type) {
        new ObjectRef(id, "key");
        Objects.requireNonNull(type.lifeCycle(), "lifeCycle");
        Objects.requireNonNull(type.families(), "families");
        return twice(type.attributes(), "Kind '%s'".formatted(id));
    }

    private static List<Finding> twice(List<Attribute> attributes, String owner) {
        List<Finding> findings = new ArrayList<>();
        Set<String> names = new HashSet<>(FIELDS_OF_CORE);
        for (Attribute attribute : attributes) {
            if (!names.add(attribute.name())) {
                findings.add(Finding.error(
                        "ATTRIBUTE_TWICE",
                        attribute.name(),
                        "%s has the attribute '%s' twice, or core has it".formatted(owner, attribute.name())));
            }
        }
        return findings;
    }
}
