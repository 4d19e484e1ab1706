package org.billhook.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.junit.jupiter.api.Test;

class FieldCheckContractTest {

    private static Set<String> failing(Supplier<FieldCheck> subject) throws IllegalAccessException {
        return Contracts.failing(new FieldCheckContract() {
            @Override
            protected FieldCheck subject() {
                return subject.get();
            }

            @Override
            protected List<CheckedObject> objects() {
                SampleObject item = SampleObject.of("sales-order-item/1-10");
                return List.of(SampleFields.changing(item, "material"), SampleFields.showing(item, "quantity"));
            }
        });
    }

    private static Map<String, Opinion> closed(String field, String reason) {
        return Map.of(field, new Opinion(Verdict.DISPLAY_ONLY, reason));
    }

    @Test
    void soundFieldCheckPasses() throws Exception {
        assertThat(failing(
                        () -> object -> object.fields().contains("material") ? closed("material", "Never") : Map.of()))
                .isEmpty();
    }

    @Test
    void opinionOnUnknownFieldIsFound() throws Exception {
        assertThat(failing(() -> object -> closed("material", "Never")))
                .containsExactly("objectWithoutFieldsGetsNoOpinion", "opinionsNameKnownFieldsOnly");
    }

    @Test
    void checkThatNeverHasAnOpinionIsFound() throws Exception {
        assertThat(failing(() -> object -> Map.of())).containsExactly("objectsShowThatTheCheckHasAnOpinion");
    }

    @Test
    void memoryBetweenCallsIsFound() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failing(() -> object -> object.fields().contains("material")
                        ? closed("material", "Call " + calls.incrementAndGet())
                        : Map.of()))
                .containsExactly("sameInputGivesSameOutput", "severalThreadsGetTheSameOutput");
    }
}
