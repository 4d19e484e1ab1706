package org.billhook.imports.internal.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;

/**
 * What is known of the files of one import; kept beside them as JSON.
 *
 * @param mappingVersion 0 if it came with the bundle
 * @param mappingJson the mapping as it was when the upload came, so that the import ends as it began
 * @param file name of the main file at its origin
 * @param checksum SHA-256 of the main file
 * @param main name of the main file in the folder
 * @param joined name in the folder per joined file
 * @param importId in the journal; 0 for a dry run
 */
record Upload(
        String mapping,
        long mappingVersion,
        String mappingJson,
        String file,
        String checksum,
        String main,
        Map<String, String> joined,
        long importId) {

    Upload withImport(long id) {
        return new Upload(mapping, mappingVersion, mappingJson, file, checksum, main, joined, id);
    }

    @JsonIgnore
    boolean isDryRun() {
        return importId == 0;
    }
}
