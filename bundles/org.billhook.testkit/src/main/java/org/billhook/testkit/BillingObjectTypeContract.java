package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.BillingObjectType;
import org.billhook.core.spi.object.ItemTerms;
import org.billhook.core.spi.object.LifeCycle;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.OwnSource;
import org.junit.jupiter.api.Test;

/** What every {@link BillingObjectType} must keep. */
public abstract class BillingObjectTypeContract {

    /** A new instance. */
    protected abstract BillingObjectType subject();

    /** Objects of the kind that are in order, with or without warnings; equal ones at each call. */
    protected abstract List<ObjectInContext> goodObjects();

    /** Objects that the attributes of the kind or its {@code validate} must refuse; equal ones at each call. */
    protected abstract List<ObjectInContext> badObjects();

    @Test
    void attributesAreConstantAndOfOneNameEach() {
        List<Attribute> attributes = subject().attributes();
        assertThat(attributes).isEqualTo(subject().attributes());
        assertThat(attributes.stream().map(Attribute::name)).doesNotHaveDuplicates();
        assertThat(attributes.stream().map(Attribute::name)).doesNotContain("name", "status");
        assertThat(attributes).allSatisfy(attribute -> assertThat(attribute.description())
                .as("description of %s", attribute.name())
                .isNotBlank());
    }

    @Test
    void lifeCycleIsConstantAndEveryStatusCanBeReached() {
        LifeCycle lifeCycle = subject().lifeCycle();
        assertThat(lifeCycle).isEqualTo(subject().lifeCycle());
        assertThat(reached(lifeCycle))
                .containsExactlyInAnyOrderElementsOf(lifeCycle.phases().keySet());
    }

    @Test
    void goodObjectsFitTheSchemaAndHaveNoError() {
        for (ObjectInContext object : goodObjects()) {
            ObjectSnapshot snapshot = object.object();
            assertThat(names())
                    .as("attributes of %s", snapshot.ref())
                    .containsAll(snapshot.attributes().keySet());
            assertThat(findings(object)).as("findings on %s", snapshot.ref()).noneMatch(Finding::isError);
            assertThat(subject().lifeCycle().phase(snapshot.status())).isEqualTo(snapshot.phase());
        }
    }

    @Test
    void defaultsAreOfKnownAttributes() {
        for (ObjectInContext object : goodObjects()) {
            assertThat(names()).containsAll(subject().defaults(object).keySet());
        }
    }

    @Test
    void badObjectsAreRefused() {
        for (ObjectInContext object : badObjects()) {
            assertThat(findings(object)).as("findings on %s", object.object()).anyMatch(Finding::isError);
        }
    }

    @Test
    void findingsNameKnownFieldsOnly() {
        Set<String> fields = names();
        fields.addAll(Set.of("name", "status"));
        for (ObjectInContext object : all()) {
            List<String> named = findings(object).stream()
                    .map(Finding::field)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(fields).containsAll(named);
        }
    }

    @Test
    void nothingStandsAboveOrBillsItself() {
        for (ObjectInContext object : goodObjects()) {
            ObjectSnapshot snapshot = object.object();
            assertThat(subject().place(object).above()).isNotEqualTo(Optional.of(snapshot.ref()));
            assertThat(subject().item(snapshot).flatMap(ItemTerms::bills)).isNotEqualTo(Optional.of(snapshot.ref()));
        }
    }

    @Test
    void itemsSayHowAndToWhomTheyAreBilled() {
        for (ObjectInContext object : goodObjects()) {
            subject().item(object.object()).ifPresent(terms -> {
                assertThat(terms.relevance()).isNotBlank();
                assertThat(terms.party()).isNotBlank();
                assertThat(terms.priceSources()).doesNotHaveDuplicates();
            });
        }
    }

    @Test
    void ownSourcesHaveOneSlotEachAndCanBePosted() {
        for (ObjectInContext object : goodObjects()) {
            List<OwnSource> sources = subject().ownSources(object.object());
            assertThat(sources.stream().map(OwnSource::slot)).doesNotHaveDuplicates();
            for (OwnSource source : sources) {
                assertThat(source.posted().value().stripTrailingZeros().scale())
                        .as("decimals of %s", source)
                        .isLessThanOrEqualTo(source.posted().measure().postedScale());
            }
        }
    }

    @Test
    void characteristicsHaveValues() {
        for (ObjectInContext object : goodObjects()) {
            assertThat(subject().characteristics(object.object()).values())
                    .allSatisfy(value -> assertThat(value).isNotBlank().hasSizeLessThanOrEqualTo(120));
        }
    }

    @Test
    void whatBlocksBillingIsAnError() {
        for (ObjectInContext object : goodObjects()) {
            assertThat(subject().billingBlock(object.object()).stream()).allMatch(Finding::isError);
        }
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    /** What core finds in the attributes of an object, and if that is nothing, what the kind finds in the whole. */
    protected final List<Finding> findings(ObjectInContext object) {
        return findings(subject(), object);
    }

    private static List<Finding> findings(BillingObjectType subject, ObjectInContext object) {
        Map<String, String> values = object.object().attributes();
        List<Finding> findings = new ArrayList<>();
        for (Attribute attribute : subject.attributes()) {
            String value = values.get(attribute.name());
            if (value != null) {
                attribute.refusal(value).or(() -> unknown(attribute, object)).ifPresent(findings::add);
            } else if (attribute.required()) {
                findings.add(Finding.error("REQUIRED", attribute.name(), attribute.description()));
            }
        }
        return findings.isEmpty() ? subject.validate(object) : findings;
    }

    private static Optional<Finding> unknown(Attribute attribute, ObjectInContext object) {
        boolean known = attribute.type() != Attribute.Type.REFERENCE
                || object.named(attribute.name()).isPresent();
        return known
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "UNKNOWN_OBJECT",
                        attribute.name(),
                        "There is no %s".formatted(object.object().required(attribute.name()))));
    }

    private static Set<String> reached(LifeCycle lifeCycle) {
        Set<String> reached = new HashSet<>(Set.of(lifeCycle.initial()));
        Deque<String> queue = new ArrayDeque<>(reached);
        while (!queue.isEmpty()) {
            for (String next : lifeCycle.transitions().getOrDefault(queue.remove(), Set.of())) {
                if (reached.add(next)) {
                    queue.add(next);
                }
            }
        }
        return reached;
    }

    private Set<String> names() {
        return subject().attributes().stream().map(Attribute::name).collect(Collectors.toSet());
    }

    private List<ObjectInContext> all() {
        List<ObjectInContext> all = new ArrayList<>(goodObjects());
        all.addAll(badObjects());
        return all;
    }

    private List<Object> answers(BillingObjectType subject) {
        List<Object> answers = new ArrayList<>();
        all().forEach(object -> answers.add(findings(subject, object)));
        for (ObjectInContext object : goodObjects()) {
            ObjectSnapshot snapshot = object.object();
            answers.add(subject.defaults(object));
            answers.add(subject.place(object));
            answers.add(
                    subject.item(snapshot).map(BillingObjectTypeContract::text).orElse("no item"));
            answers.add(subject.ownSources(snapshot));
            answers.add(subject.characteristics(snapshot));
            answers.add(subject.revenueReceiver(snapshot));
            answers.add(subject.billingBlock(snapshot));
            answers.add(subject.planned(snapshot));
        }
        return answers;
    }

    private static String text(ItemTerms terms) {
        return "%s %s %s %s %s %s %s"
                .formatted(
                        terms.relevance(),
                        terms.party(),
                        terms.currency(),
                        terms.bills(),
                        terms.dipProfile(),
                        terms.priceSources(),
                        terms.active());
    }
}
