// Takes the place of the file of this name in Swagger UI: the API of the platform is the sum of what its services describe.
window.onload = () => {
  window.ui = SwaggerUIBundle({
    urls: [{ name: "everything", url: "/openapi" }].concat(["user", "tenant", "infrastructure", "campaign", "email-processor", "billing", "analytics", "queuer"].map((name) => ({
      name,
      url: `/openapi/${name}`,
    }))),
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
  });
};
