package org.billhook.engine.internal.runs;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of billing runs. */
@ObjectClassDefinition(name = "Billhook: billing runs")
public @interface RunSettings {

    /** Name of the configuration. */
    String PID = "org.billhook.runs";

    @AttributeDefinition(
            name = "Workers",
            description = "How many roots of a run are billed at once, 1 to 64",
            min = "1",
            max = "64")
    int workers() default 2;

    @AttributeDefinition(
            name = "Page size",
            description = "Sources in work at a time per worker, 10 to 1000",
            min = "10",
            max = "1000")
    int pageSize() default 1000;

    @AttributeDefinition(
            name = "Attempts",
            description = "How often a root is tried that others changed or locked meanwhile, 1 to 100",
            min = "1",
            max = "100")
    int attempts() default 10;

    @AttributeDefinition(
            name = "Patience",
            description =
                    "How long a run keeps its thread for plugin versions that left under it, in seconds, 0 to 2; then it waits without one",
            min = "0",
            max = "2")
    int patienceSeconds() default 2;

    @AttributeDefinition(
            name = "Allow earlier date",
            description = "Whether an item can be billed up to a date before that of a bill of it that stands (D-79)")
    boolean allowEarlierDate() default false;

    @AttributeDefinition(
            name = "Price by service date",
            description =
                    "Whether each line is priced as of its service date, rather than all as of the day of the bill (D-63)")
    boolean priceByServiceDate() default false;

    @AttributeDefinition(
            name = "Preview life",
            description = "How long a preview can be committed, in hours",
            min = "1",
            max = "8760")
    int previewHours() default 24;
}
