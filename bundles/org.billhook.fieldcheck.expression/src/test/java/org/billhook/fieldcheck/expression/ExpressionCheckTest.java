package org.billhook.fieldcheck.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.billhook.testkit.FieldCheckContract;
import org.billhook.testkit.SampleFields;
import org.billhook.testkit.SampleObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExpressionCheckTest extends FieldCheckContract {

    private static final String REASON = "The plant is fixed for ACME.";

    private static final Opinion CLOSED = new Opinion(Verdict.DISPLAY_ONLY, REASON);

    private static final SampleObject OF_ACME =
            SampleObject.of("sales-order-item/1").with("customer", "ACME");

    private static final SampleObject OF_OTHER =
            SampleObject.of("sales-order-item/2").with("customer", "OTHER");

    @Override
    protected FieldCheck subject() {
        return new ExpressionCheck(settings("customer == 'ACME'", "DISPLAY_ONLY"));
    }

    @Override
    protected List<CheckedObject> objects() {
        return List.of(
                SampleFields.showing(OF_ACME, "customer", "plant", "workCenter"),
                SampleFields.changing(OF_ACME, "customer", "plant"),
                SampleFields.showing(OF_OTHER, "customer", "plant"),
                SampleFields.showing(SampleObject.of("project/P").with("customer", "ACME"), "customer", "plant"));
    }

    @Test
    @Tag("R-34")
    void givesItsVerdictToItsFieldsWhereTheConditionHolds() {
        assertThat(objects().stream().map(subject()::check))
                .containsExactly(
                        Map.of("plant", CLOSED, "workCenter", CLOSED), Map.of("plant", CLOSED), Map.of(), Map.of());
    }

    @Test
    void noKindMeansEveryKind() {
        ExpressionCheck check =
                new ExpressionCheck(new Given(new String[0], new String[] {"name"}, "true", "HIDDEN", REASON));
        assertThat(check.check(SampleFields.showing(SampleObject.of("ship/1"), "name")))
                .isEqualTo(Map.of("name", new Opinion(Verdict.HIDDEN, REASON)));
    }

    @Test
    void changedSettingsCountAtOnce() {
        ExpressionCheck check = new ExpressionCheck(settings("customer == 'ACME'", "DISPLAY_ONLY"));
        check.change(settings("object.phase == 'RELEASED'", "EDITABLE"));
        assertThat(check.check(SampleFields.showing(OF_ACME, "plant"))).isEmpty();
        assertThat(check.check(SampleFields.showing(OF_ACME.in("RELEASED", Phase.RELEASED), "plant")))
                .isEqualTo(Map.of("plant", new Opinion(Verdict.EDITABLE, REASON)));
    }

    @Test
    void settingsThatCanNotBeReadThrowWhenAsked() {
        for (Given wrong : List.of(
                settings("customer ==", "HIDDEN"),
                settings("true", "OPEN"),
                new Given(new String[0], new String[] {"plant"}, "true", "HIDDEN", ""))) {
            ExpressionCheck check = new ExpressionCheck(wrong);
            assertThatIllegalStateException()
                    .isThrownBy(() -> check.check(SampleFields.showing(OF_ACME, "plant")))
                    .withMessageStartingWith("The rule can't be read: ");
            check.change(settings("true", "HIDDEN"));
            assertThat(check.check(SampleFields.showing(OF_ACME, "plant"))).hasSize(1);
        }
    }

    private static Given settings(String when, String verdict) {
        return new Given(
                new String[] {"sales-order-item"}, new String[] {"plant", "workCenter"}, when, verdict, REASON);
    }

    /** As the component runtime gives them. */
    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Given(String[] kinds, String[] fields, String when, String verdict, String reason)
            implements ExpressionCheck.Settings {
        @Override
        public Class<? extends Annotation> annotationType() {
            return ExpressionCheck.Settings.class;
        }
    }
}
