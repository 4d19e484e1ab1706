package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.junit.jupiter.api.Test;

/** What every {@link FieldCheck} must keep. */
public abstract class FieldCheckContract {

    /** A new instance. */
    protected abstract FieldCheck subject();

    /** Objects about which the check has an opinion, and some about which it has none; equal ones at each call. */
    protected abstract List<CheckedObject> objects();

    @Test
    void opinionsNameKnownFieldsOnly() {
        for (CheckedObject object : objects()) {
            Map<String, Opinion> opinions = subject().check(object);
            assertThat(object.fields()).containsAll(opinions.keySet());
            assertThat(opinions.values()).doesNotContainNull();
        }
    }

    @Test
    void objectWithoutFieldsGetsNoOpinion() {
        for (CheckedObject object : objects()) {
            assertThat(subject().check(new SampleFields(object.object(), object.mode(), Set.of())))
                    .isEmpty();
        }
    }

    @Test
    void objectsShowThatTheCheckHasAnOpinion() {
        assertThat(objects()).anyMatch(object -> !subject().check(object).isEmpty());
    }

    @Test
    void sameInputGivesSameOutput() {
        Repeats.assertSameAgain(this::subject, this::answers);
    }

    @Test
    void severalThreadsGetTheSameOutput() {
        Repeats.assertSameFromSeveralThreads(this::subject, this::answers);
    }

    private List<Map<String, Opinion>> answers(FieldCheck subject) {
        return objects().stream()
                .<Map<String, Opinion>>map(object -> new TreeMap<>(subject.check(object)))
                .toList();
    }
}
