package org.billhook.imports.internal.run;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of imports. */
@ObjectClassDefinition(name = "Import of sources")
public @interface ImportConfig {

    /** PID of the configuration. */
    String PID = "org.billhook.imports";

    @AttributeDefinition(
            name = "Folder",
            description = "Where uploaded files wait until they are imported; empty for imports in the data folder")
    String folder() default "";

    @AttributeDefinition(
            name = "Largest upload",
            description = "All files of an upload together, in MiB",
            min = "1",
            max = "1048576")
    int largestUploadMiB() default 2048;

    @AttributeDefinition(
            name = "Joined rows",
            description = "Most rows of a joined file, which is held in memory",
            min = "1",
            max = "10000000")
    int mostJoinedRows() default 200_000;
}
