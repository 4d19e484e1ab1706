package org.billhook.rest.internal.sources;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.billhook.core.model.Characteristics;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Share;
import org.billhook.core.spi.source.SourceDraft;
import org.billhook.rest.wire.Input;
import org.billhook.rest.wire.MeasuredJson;
import org.billhook.rest.wire.MoneyJson;
import org.billhook.rest.wire.Read;

/** A posting as it comes in. */
@Schema(
        name = "SourceDraft",
        requiredProperties = {"kind", "object", "posted", "serviceDate", "externalId"},
        description = "A posting as it comes in.",
        example =
                """
                {
                  "kind": "time",
                  "object": "wbs-element/MILL.1",
                  "posted": {"value": "7.5", "unit": "HUR"},
                  "serviceDate": "2026-02-02",
                  "externalId": "t-1",
                  "person": "berg",
                  "activity": "DESIGN",
                  "text": "Layout"
                }""")
public record SourceDraftJson(
        @Schema(description = "Kind of source", example = "cost-line") String kind,
        @Schema(description = "What it is posted on, as kind/key", example = "wbs-element/PC2.PBC42") String object,
        @Schema(description = "Quantity or amount, with its sign") MeasuredJson posted,
        @Schema(format = "date") String serviceDate,
        @Schema(description = "1 to 120 characters; sending it twice is one posting") String externalId,
        @Schema(format = "date", description = "Day on which it was posted in the books; today if absent")
                String postingDate,
        @Schema(description = "What it cost; a cost line without one costs what is posted") MoneyJson cost,
        @Schema(description = "What was done, for people; at most 500 characters") String text,
        @Schema(description = "Whether it can ever be billed; yes unless told") Boolean billable,
        @Schema(description = "Person, by external id") String person,
        @Schema(description = "Activity type") String activity,
        @Schema(description = "Material or service product") String material,
        @Schema(description = "Further characteristics by name") Map<String, String> characteristics) {

    private static final int LONGEST_VALUE = 120;
    private static final int MOST_CHARACTERISTICS = 50;

    /** The draft; null if anything was wrong with it, which the input has. */
    SourceDraft read(Input in) {
        String source = in.text("kind", kind, 40);
        ObjectRef on = in.required("object", object, ObjectRef::parse);
        Share share = in.share("posted", posted);
        if (posted == null) {
            in.refuse("MISSING", "posted", "posted is missing");
        }
        var service = in.required("serviceDate", serviceDate, Read::date);
        String external = in.text("externalId", externalId, LONGEST_VALUE);
        var posting = in.optional("postingDate", postingDate, Read::date);
        var money = in.money("cost", cost);
        String words = in.optional("text", text, SourceDraftJson::words).orElse("");
        if (!in.findings().isEmpty()) {
            return null;
        }
        SourceDraft.Builder draft = SourceDraft.of(source, on)
                .posted(share)
                .serviceDate(service)
                .externalId(external)
                .text(words)
                .billable(billable == null || billable);
        posting.ifPresent(draft::postingDate);
        if (money != null) {
            draft.cost(money);
        }
        characterise(in, draft);
        return in.findings().isEmpty() ? draft.build() : null;
    }

    private void characterise(Input in, SourceDraft.Builder draft) {
        characteristic(in, draft, Characteristics.PERSON, "person", person);
        characteristic(in, draft, Characteristics.ACTIVITY, "activity", activity);
        characteristic(in, draft, Characteristics.MATERIAL, "material", material);
        if (characteristics != null && characteristics.size() > MOST_CHARACTERISTICS) {
            in.refuse(
                    "TOO_MANY",
                    "characteristics",
                    "%d characteristics, %d are allowed".formatted(characteristics.size(), MOST_CHARACTERISTICS));
        } else if (characteristics != null) {
            characteristics.forEach((name, value) -> characteristic(in, draft, name, "characteristics." + name, value));
        }
    }

    private static void characteristic(Input in, SourceDraft.Builder draft, String name, String field, String value) {
        in.optional(field, value, text -> Read.text(text, LONGEST_VALUE))
                .ifPresent(text -> draft.characteristic(name, text));
    }

    private static String words(String text) {
        if (text.length() > 500) {
            throw new IllegalArgumentException("has %d characters, at most 500 are allowed".formatted(text.length()));
        }
        return text;
    }
}
