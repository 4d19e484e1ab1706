window.ui = SwaggerUIBundle({
  url: "../v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  docExpansion: "none",
  operationsSorter: "alpha",
  tagsSorter: "alpha",
  validatorUrl: null
});
