// The tour of docs/api.md with the TypeScript client that the build generates.
// node tour.js ADDRESS TOKEN, where the token is one with all roles of those who post and bill.
import * as billhook from "../../target/typescript/client";

declare const process: { argv: string[] };

const [address, token] = process.argv.slice(2);
const configuration = new billhook.Configuration({ basePath: address + "/api/v1", accessToken: token });

function expect(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new Error(`${what}: ${String(actual)} in place of ${String(expected)}`);
  }
}

async function master(): Promise<void> {
  const projects = new billhook.ProjectsApi(configuration);
  await projects.createProject({
    newProject: { id: "TT", name: "New mill", category: "CUSTOMER", customer: "C-TT", currency: "EUR" },
  });
  await projects.createProjectElement({
    project: "TT",
    newElement: { id: "TT.0", name: "As billed", billingElement: true },
  });
  await projects.createProjectElement({ project: "TT", newElement: { id: "TT.1", name: "Drawings", parent: "TT.0" } });
  for (const id of ["TT.0", "TT.1"]) {
    await projects.changeProjectElement({ project: "TT", id, ifMatch: "*", elementChange: { status: "RELEASED" } });
  }
  const orders = new billhook.SalesOrdersApi(configuration);
  await orders.createSalesOrder({
    newSalesOrder: { id: "TT-47", name: "Order", customer: "C-TT", currency: "EUR" },
  });
  await orders.createSalesOrderItem({
    order: "TT-47",
    newSalesOrderItem: {
      itemNumber: "10",
      name: "Engineering",
      billingRelevance: "itemized",
      dipProfile: "STANDARD",
      billingElement: "wbs-element/TT.0",
    },
  });
  await orders.changeSalesOrderItem({
    order: "TT-47",
    no: "10",
    ifMatch: '"1"',
    salesOrderItemChange: { status: "RELEASED" },
  });
  await new billhook.PricesApi(configuration).addPrices({
    newPrices: {
      entries: [
        {
          list: "standard",
          key: { activity: "TT-DESIGN" },
          unit: "HUR",
          price: { amount: "120.00", currency: "EUR" },
          validFrom: new Date("2026-01-01"),
        },
      ],
    },
  });
}

async function post(): Promise<void> {
  const draft = (externalId: string, value: string, object: string): billhook.SourceDraft => ({
    kind: "time",
    object,
    posted: { value, unit: "HUR" },
    serviceDate: new Date("2026-02-02"),
    externalId,
    person: "berg",
    activity: "TT-DESIGN",
  });
  const posted = await new billhook.SourcesApi(configuration).postSources({
    sourceBulk: { items: [draft("tt-1", "7.5", "wbs-element/TT.1"), draft("tt-2", "1", "wbs-element/TT.9")] },
  });
  expect("posted", posted.posted, 1);
  expect("refused", posted.refused, 1);
}

async function bill(): Promise<void> {
  const billing = new billhook.BillingApi(configuration);
  const preview = await billing.createPreview({
    billingOrder: { keyDate: new Date("2026-02-28"), roots: ["wbs-element/TT.0"] },
  });
  expect("net", preview.requests[0].net.amount, "900.00");
  const run = await billing.commitPreview({ id: preview.id, commit: { token: preview.token } });
  expect("state of the run", run.state, billhook.RunStateEnum.Done);
  const requests = new billhook.RequestsApi(configuration);
  const page = await requests.listRequests({ root: "wbs-element/TT.0", limit: 10 });
  const request = page.items[0];
  const why = await requests.getRequestLineWhy({ id: request.id, position: 1 });
  expect("steps", why.line.derivation.some((step) => (step.text ?? "").includes("gives 900.00")), true);
  const rejected = await requests.rejectRequest({
    id: request.id,
    ifMatch: "*",
    rejection: { code: "CANCELLED", note: "Wrong price" },
  });
  expect("state of the request", rejected.state, billhook.RequestStateEnum.Rejected);
}

master()
  .then(post)
  .then(bill)
  .then(
    () => console.log("The tour is done"),
    async (e) => console.log("Failed:", e, e.response ? await e.response.text() : ""),
  );
