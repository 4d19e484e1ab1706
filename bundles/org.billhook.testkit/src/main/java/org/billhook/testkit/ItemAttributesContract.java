package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.billhook.core.model.Finding;
import org.billhook.core.spi.attributes.ItemAttributes;
import org.billhook.core.spi.object.Attribute;
import org.billhook.core.spi.object.ObjectInContext;
import org.junit.jupiter.api.Test;

/** What every {@link ItemAttributes} must keep. */
public abstract class ItemAttributesContract {

    /** A new instance. */
    protected abstract ItemAttributes subject();

    /** Objects of the family that are in order, one of them without any of the attributes; equal ones at each call. */
    protected abstract List<ObjectInContext> goodObjects();

    /** Objects that the attributes or {@code validate} must refuse; equal ones at each call. */
    protected abstract List<ObjectInContext> badObjects();

    @Test
    void familyAndAttributesAreConstantAndOfOneNameEach() {
        List<Attribute> attributes = subject().attributes();
        assertThat(attributes).isNotEmpty().isEqualTo(subject().attributes());
        assertThat(subject().family()).isNotBlank().isEqualTo(subject().family());
        assertThat(attributes.stream().map(Attribute::name))
                .doesNotHaveDuplicates()
                .doesNotContain("name", "status");
        assertThat(attributes).allSatisfy(attribute -> assertThat(attribute.description())
                .as("description of %s", attribute.name())
                .isNotBlank());
    }

    @Test
    void goodObjectsHaveNoErrorAndOneHasNoneOfTheAttributes() {
        for (ObjectInContext object : goodObjects()) {
            assertThat(findings(subject(), object))
                    .as("findings on %s", object.object())
                    .noneMatch(Finding::isError);
        }
        assertThat(goodObjects()).anyMatch(object -> names().stream()
                .allMatch(name -> object.object().attribute(name).isEmpty()));
    }

    @Test
    void badObjectsAreRefused() {
        for (ObjectInContext object : badObjects()) {
            assertThat(findings(subject(), object))
                    .as("findings on %s", object.object())
                    .anyMatch(Finding::isError);
        }
    }

    @Test
    void findingsAndDefaultsAreOfOwnAttributes() {
        for (ObjectInContext object : all()) {
            List<String> named = findings(subject(), object).stream()
                    .map(Finding::field)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(names()).containsAll(named);
            assertThat(names()).containsAll(subject().defaults(object).keySet());
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

    /** What core finds in the attributes of an object, and if that is nothing, what their owner finds in the whole. */
    private static List<Finding> findings(ItemAttributes subject, ObjectInContext object) {
        List<Finding> findings = new ArrayList<>();
        for (Attribute attribute : subject.attributes()) {
            object.object()
                    .attribute(attribute.name())
                    .flatMap(attribute::refusal)
                    .ifPresent(findings::add);
        }
        return findings.isEmpty() ? subject.validate(object) : findings;
    }

    private Set<String> names() {
        return subject().attributes().stream().map(Attribute::name).collect(Collectors.toSet());
    }

    private List<ObjectInContext> all() {
        List<ObjectInContext> all = new ArrayList<>(goodObjects());
        all.addAll(badObjects());
        return all;
    }

    private List<Object> answers(ItemAttributes subject) {
        List<Object> answers = new ArrayList<>();
        for (ObjectInContext object : all()) {
            answers.add(findings(subject, object));
            answers.add(subject.defaults(object));
        }
        return answers;
    }
}
