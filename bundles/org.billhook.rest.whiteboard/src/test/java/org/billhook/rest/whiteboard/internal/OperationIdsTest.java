package org.billhook.rest.whiteboard.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.PathItem.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationIdsTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /sources, true, listSources",
        "GET, /sources/{id}, false, getSource",
        "GET, /sources/{id}/entries, true, listSourceEntries",
        "GET, /sources/{id}/why-not, false, getSourceWhyNot",
        "GET, /billing-objects/{kind}, true, listBillingObjects",
        "GET, /billing-objects/{kind}/{key}, false, getBillingObject",
        "GET, /previews/{id}/nodes/{node}/nodes, true, listPreviewNodeNodes",
        "GET, /health, false, getHealth",
        "POST, /sales-orders, false, createSalesOrder",
        "POST, /sales-orders/{order}/items, false, createSalesOrderItem",
        "POST, /billing-objects/{kind}/{key}, false, createBillingObject",
        "POST, /sources/{id}/write-off, false, writeOffSource",
        "POST, /previews/{id}/nodes/{node}/transfer, false, transferPreviewNode",
        "PUT, /dip-profiles/{id}, false, saveDipProfile",
        "PATCH, /projects/{project}/elements/{id}, false, changeProjectElement",
        "DELETE, /tokens/{id}, false, deleteToken"
    })
    void isMadeOfMethodAndPath(HttpMethod method, String path, boolean list, String name) {
        assertThat(OperationIds.of(method, path, list)).isEqualTo(name);
    }
}
