package org.billhook.imports.internal.run;

import java.io.IOException;
import java.util.List;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.ImportJournal;
import org.billhook.imports.internal.files.BrokenFile;
import org.billhook.imports.internal.mapping.Mapping;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tries a mapping on the first rows of a sample. */
@Component(service = MappingCheck.class)
public final class MappingCheck {

    private final ImportJournal journal;
    private final Uploads uploads;

    @Activate
    public MappingCheck(@Reference ImportJournal journal, @Reference Uploads uploads) {
        this.journal = journal;
        this.uploads = uploads;
    }

    /** @throws BillhookException if the sample or a joined file can't be read */
    public List<CheckedRow> check(Intake intake, Mappings.Named named, int rows) throws IOException {
        Upload upload = intake.describe(named);
        Mapping mapping = Mappings.compile(named.json());
        UploadFolder folder = intake.folder();
        try (RowSource source =
                RowSource.open(folder.file(upload.main()), folder.joined(upload), mapping, uploads.mostJoinedRows())) {
            return new DryRun(journal, mapping).check(source.next(rows));
        } catch (BrokenFile e) {
            throw new BillhookException(BillhookException.Type.REFUSED, e.finding());
        }
    }
}
