package org.billhook.fieldcheck.expression;

import java.util.Map;
import org.billhook.core.spi.fieldcheck.CheckedObject;
import org.billhook.core.spi.fieldcheck.FieldCheck;
import org.billhook.core.spi.fieldcheck.Opinion;
import org.billhook.core.spi.fieldcheck.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;

/**
 * One rule of the configuration as a check, with the id and the rank that stand in the configuration. A rule that can't be
 * read throws, so that core closes the fields rather than leave them open by mistake.
 */
@Component(configurationPid = ExpressionCheck.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ExpressionCheck implements FieldCheck {

    /** Of the factory, one configuration per rule; also the name of this bundle. */
    public static final String PID = "org.billhook.fieldcheck.expression";

    /** The rule; {@code billing.fieldcheck.id} and {@code service.ranking} stand beside it. */
    public @interface Settings {
        /** Kinds of the objects it is about; none means every kind. */
        String[] kinds() default {};

        String[] fields() default {};

        /** Condition in CEL. */
        String when() default "";

        /** A {@link Verdict}. */
        String verdict() default "";

        /** Full sentence for people. */
        String reason() default "";
    }

    private volatile FieldCheck rule;

    @Activate
    public ExpressionCheck(Settings settings) {
        change(settings);
    }

    /** Changes the rule without taking the check away in between. */
    @Modified
    void change(Settings settings) {
        rule = read(settings);
    }

    private static FieldCheck read(Settings settings) {
        try {
            return Rule.of(settings);
        } catch (IllegalArgumentException e) {
            String why = "The rule can't be read: " + e.getMessage();
            return object -> {
                throw new IllegalStateException(why);
            };
        }
    }

    @Override
    public Map<String, Opinion> check(CheckedObject object) {
        return rule.check(object);
    }
}
