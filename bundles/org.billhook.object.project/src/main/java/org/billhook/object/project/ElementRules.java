package org.billhook.object.project;

import static org.billhook.object.project.WbsElement.BILLING_ELEMENT;
import static org.billhook.object.project.WbsElement.PARENT;
import static org.billhook.object.project.WbsElement.PROJECT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.billhook.core.model.Finding;
import org.billhook.core.model.ObjectRef;
import org.billhook.core.model.Phase;
import org.billhook.core.spi.object.ObjectInContext;
import org.billhook.core.spi.object.ObjectSnapshot;
import org.billhook.core.spi.object.Receivers;

/** What must hold for a WBS element beyond its attribute schema. */
final class ElementRules {

    private final ObjectInContext context;
    private final ObjectSnapshot element;
    private final List<Finding> findings = new ArrayList<>(0);

    private ElementRules(ObjectInContext context) {
        this.context = context;
        element = context.object();
    }

    static List<Finding> check(ObjectInContext context) {
        ElementRules rules = new ElementRules(context);
        rules.project();
        rules.parent();
        rules.flag();
        rules.apportionment();
        return List.copyOf(rules.findings);
    }

    private void project() {
        context.named(PROJECT)
                .filter(project -> context.before().isEmpty() && project.phase().atLeast(Phase.COMPLETED))
                .ifPresent(project -> {
                    String message = "Project %s is in stage %s and takes no new elements"
                            .formatted(project.ref().key(), project.status());
                    findings.add(
                            Finding.error("PROJECT_COMPLETED", PROJECT, message).withRule("J-24"));
                });
    }

    /** What can be seen from here; core walks up and refuses longer cycles. */
    private void parent() {
        Optional<ObjectRef> parent = element.attribute(PARENT).map(ObjectRef::parse);
        if (parent.isEmpty()) {
            return;
        }
        if (parent.get().equals(element.ref()) || context.namedBy().contains(parent.get())) {
            error("CYCLE", PARENT, "%s can't stand above and beneath itself".formatted(element.ref()));
            return;
        }
        context.named(PARENT)
                .filter(found -> !projectOf(found).equals(projectOf(element)))
                .ifPresent(found -> {
                    String message = "Parent %s belongs to %s, the element to %s"
                            .formatted(found.ref().key(), projectOf(found), projectOf(element));
                    error("OTHER_PROJECT", PARENT, message);
                });
    }

    private void flag() {
        boolean cleared = context.before().filter(WbsElement::isBillingElement).isPresent()
                && !WbsElement.isBillingElement(element);
        if (!cleared) {
            return;
        }
        context.namedBy().stream()
                .filter(ref -> !ref.kind().equals(WbsElement.KIND))
                .findFirst()
                .ifPresent(ref -> {
                    String message = "The flag can't be cleared while %s names the element".formatted(ref);
                    findings.add(Finding.error("STILL_NAMED", BILLING_ELEMENT, message)
                            .withRule("O-47"));
                });
    }

    /** Parts go to contract items, of whatever kind, never round within projects (O-46). */
    private void apportionment() {
        element.attribute(Receivers.APPORTIONMENT).map(Receivers::parse).stream()
                .flatMap(receivers -> receivers.refs().stream())
                .filter(ref -> ref.kind().equals(WbsElement.KIND) || ref.kind().equals(Project.KIND))
                .findFirst()
                .ifPresent(ref -> {
                    String message = "%s is no contract item, which a part of the work could go to".formatted(ref);
                    findings.add(Finding.error("NO_CONTRACT_ITEM", Receivers.APPORTIONMENT, message)
                            .withRule("O-46"));
                });
    }

    private static String projectOf(ObjectSnapshot element) {
        return element.attribute(PROJECT).orElse("project");
    }

    private void error(String code, String field, String message) {
        findings.add(Finding.error(code, field, message));
    }
}
