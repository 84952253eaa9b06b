/** Fetches, decodes and reduces samples away from the page's own thread. */

import { levelsBelow, type Plane } from "./pyramid";
import { equalise, histogram } from "./tone";
import { decodePlanes } from "./wire";

export interface LoadRequest {
  id: number;
  url: string;
  /** The level that the answer is: 0 for the whole picture, 2 for the quarter-size preview. */
  level: number;
}

export interface LoadResult {
  id: number;
  level: number;
  mean: Plane[];
  min: Plane[];
  equalised: Uint8Array<ArrayBuffer>;
}

export interface LoadFailure {
  id: number;
  level: number;
  status: number;
  message: string;
}

async function load(request: LoadRequest): Promise<void> {
  const { id, url, level } = request;
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => null)) as { detail?: unknown } | null;
    const message = String(problem?.detail ?? answer.statusText);
    postMessage({ id, level, status: answer.status, message } satisfies LoadFailure);
    return;
  }
  const width = Number(answer.headers.get("X-Pixels-Width"));
  const height = Number(answer.headers.get("X-Pixels-Height"));
  const samples = decodePlanes(new Uint8Array(await answer.arrayBuffer()), width, height);
  const plane: Plane = { width, height, samples };
  const mean = [plane, ...levelsBelow(plane, "mean")];
  const min = level === 0 ? levelsBelow(plane, "min") : [];
  const equalised = equalise(histogram(samples));
  const result: LoadResult = { id, level, mean, min, equalised };
  const buffers = [...mean, ...min].map((each) => each.samples.buffer);
  postMessage(result, { transfer: [...buffers, equalised.buffer] });
}

self.addEventListener("message", (event: MessageEvent<LoadRequest>) => {
  const { id, level } = event.data;
  load(event.data).catch((error: unknown) => {
    postMessage({ id, level, status: 0, message: String(error) } satisfies LoadFailure);
  });
});
