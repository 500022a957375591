const TYPES = new Map([
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["png", "image/png"],
  ["gif", "image/gif"],
  ["webp", "image/webp"],
  ["avif", "image/avif"],
  ["svg", "image/svg+xml"],
]);

/** The media type of an image by the extension of its path; "application/octet-stream" when that tells nothing. */
export function imageContentType(href: string): string {
  const extension = /\.([a-z]+)(?:[?#]|$)/i.exec(href)?.[1] ?? "";
  return TYPES.get(extension.toLowerCase()) ?? "application/octet-stream";
}
