window.ui = SwaggerUIBundle({
  url: "../v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "list",
  displayRequestDuration: true,
  filter: true,
  defaultModelsExpandDepth: 0,
  operationsSorter: "alpha",
  tagsSorter: "alpha",
  validatorUrl: null
});
