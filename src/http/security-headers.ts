import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet, { type HelmetOptions } from "helmet";

/** Header values by name. */
export type Headers = Readonly<Record<string, string>>;

/** Of Helmet's headers those that mean something to who reads data: do not guess its type, run it, frame it, say whence. */
export function dataHeaders(hstsMaxAgeS: number): Headers {
  return headersOf({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: hstsMaxAgeS > 0 && { maxAge: hstsMaxAgeS, includeSubDomains: false },
    // Who may read data across origins is for CORS to say; the rest is about pages, or about browsers long gone.
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xPoweredBy: false,
    xXssProtection: false,
  });
}

type Directives = Exclude<HelmetOptions["contentSecurityPolicy"], boolean | undefined>["directives"];

/** All that Helmet has for a page, HSTS excepted, with a policy of its own. */
export function pageHeaders(directives: NonNullable<Directives>): Headers {
  return headersOf({ contentSecurityPolicy: { useDefaults: false, directives }, strictTransportSecurity: false });
}

/** What Helmet sets never depends on the request: it is asked once. */
function headersOf(options: HelmetOptions): Headers {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(options)(request, response, (error) => {
    if (error instanceof Error) throw error;
  });
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}
