import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** What a client sends: `ksq_<id>_<secret>`. The prefix lets secret scanners find one that leaked. */
const TOKEN = /^ksq_([1-9]\d{0,15})_([\w-]{43})$/;
const SECRET_BYTES = 32;
const SECRET_LENGTH = 43;

/** No key has this id. */
const NOBODY_ID = 0;

/** A secret of 256 random bits, in base64url, and what is kept of it. */
export function newSecret(): { secret: string; digest: string } {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, digest: digestOf(secret).toString("hex") };
}

export const tokenOf = (id: number, secret: string): string => `ksq_${id}_${secret}`;

/** The two parts; of what is no token, parts that fit nobody and cost the same to refuse. */
export function partsOf(token: string): { id: number; secret: string } {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  return id && secret ? { id: Number(id), secret } : { id: NOBODY_ID, secret: token.slice(0, SECRET_LENGTH) };
}

/** Takes the same time whether it is or not. */
export const isSecretOf = ({ digest }: { readonly digest: Buffer }, secret: string): boolean =>
  timingSafeEqual(digest, digestOf(secret));

/** Not salted and not slow: nobody can guess 256 random bits, however fast. */
const digestOf = (secret: string): Buffer => hash("sha256", secret, "buffer");
