/** The least that is a whole story, as ninjs 3.x writes it. */
export const story = {
  uri: "urn:story:1",
  language: "en",
  versionCreated: "2024-11-24T07:30:00Z",
  headlines: [{ value: "Bridge reopens" }],
  bodies: [{ contentType: "text/html", value: "<p>Cars cross again.</p>" }],
};
