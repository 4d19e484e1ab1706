package org.billhook.engine.internal.duties;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of who releases what is given up. */
@ObjectClassDefinition(name = "Billhook: separation of duties")
public @interface DutySettings {

    /** Name of the configuration. */
    String PID = "org.billhook.duties";

    @AttributeDefinition(
            name = "Another person",
            description =
                    "Whether what is given up must be released by somebody other than who proposes it; false for a firm"
                            + " of one person")
    boolean anotherPerson() default true;

    @AttributeDefinition(
            name = "Below amount",
            description =
                    "What one call or preview gives up below this amount, in units of its currency, needs no release; 0 if"
                            + " the amount does not count",
            min = "0",
            max = "1000000000")
    int belowAmount() default 0;

    @AttributeDefinition(
            name = "Below percent",
            description =
                    "What one call or preview gives up below this share of what it is a part of, in percent, needs no"
                            + " release; 0 if the share does not count. With an amount as well, both must be kept",
            min = "0",
            max = "100")
    int belowPercent() default 0;

    @AttributeDefinition(
            name = "Days of a hold",
            description = "A hold that ends after so many days from today is giving up",
            min = "0",
            max = "36500")
    int holdDays() default 366;
}
