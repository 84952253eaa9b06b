/** Live events, and polling where they do not come through. */

export type EventName = "scan" | "queue" | "declaration" | "library";

export interface Change {
  name: EventName;
  scan_id: string | null;
  state: string | null;
}

const POLL_MS = 10_000;
const NAMES: readonly EventName[] = ["scan", "queue", "declaration", "library"];

function parse(name: EventName, data: string): Change {
  try {
    const fields = JSON.parse(data) as Record<string, unknown>;
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    return { name, scan_id: text(fields["scan_id"]), state: text(fields["state"]) };
  } catch {
    return { name, scan_id: null, state: null };
  }
}

/**
 * Tell of every change; `live(false)` says that polling has taken over until the stream is back.
 *
 * Returns what stops listening.
 */
export function listen(onChange: (change: Change) => void, live: (on: boolean) => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stopPolling = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const poll = () => {
    timer ??= setInterval(() => onChange({ name: "queue", scan_id: null, state: null }), POLL_MS);
  };
  let source: EventSource;
  let again: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource("/api/v1/events");
    source.onopen = () => {
      stopPolling();
      live(true);
    };
    source.onerror = () => {
      live(false);
      poll();
      // The browser tries again by itself after a break, but not after an answer other than 200.
      if (source.readyState === EventSource.CLOSED) again = setTimeout(open, POLL_MS);
    };
    for (const name of NAMES) {
      source.addEventListener(name, (event) => onChange(parse(name, (event as MessageEvent<string>).data)));
    }
  };
  open();
  return () => {
    clearTimeout(again);
    source.close();
    stopPolling();
  };
}
