/** One door to the service: cookie session, CSRF header, problems as errors. */

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly details: Record<string, unknown>,
  ) {
    super(detail);
  }
}

/** The network did not answer at all. */
export class Unreachable extends Error {}

const BASE = "/api/v1";
let csrf = "";
/** How far this machine's clock is behind the service's, in milliseconds. */
let behind = 0;
let onExpired: () => void = () => undefined;

export function setCsrf(value: string): void {
  csrf = value;
}

/** Say what happens when the service no longer knows the log-in. */
export function whenExpired(act: () => void): void {
  onExpired = act;
}

/** The service's time, so that leases are counted down right on a wrong clock. */
export function serverNow(): number {
  return Date.now() + behind;
}

async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null);
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const code = typeof fields["code"] === "string" ? fields["code"] : `http-${answer.status}`;
  const detail = fields["detail"] ?? fields["title"] ?? answer.statusText;
  return new Problem(answer.status, code, String(detail), fields);
}

/** Call the service; null stands for 204. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T | null> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET" && csrf) headers["X-CSRF-Token"] = csrf;
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  let answer: Response;
  try {
    answer = await fetch(BASE + path, init);
  } catch {
    throw new Unreachable();
  }
  const date = answer.headers.get("Date");
  if (date) behind = Date.parse(date) - Date.now();
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (answer.status === 401 && !path.startsWith("/session")) onExpired();
    throw problem;
  }
  return answer.status === 204 ? null : ((await answer.json()) as T);
}

export async function get<T>(path: string): Promise<T> {
  return (await call<T>("GET", path)) as T;
}

/** An address under the API, with its query. */
export function address(path: string, query: Record<string, string | number> = {}): string {
  const text = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)])).toString();
  return BASE + path + (text ? `?${text}` : "");
}

/** A random key for one act; `crypto.randomUUID` is missing on plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
