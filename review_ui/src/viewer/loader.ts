/** Brings a view onto the screen: the quarter-size preview first, then every sample. */

import type { Picture } from "./picture";
import type { Plane } from "./pyramid";
import type { LoadFailure, LoadRequest, LoadResult } from "./worker";

export interface Source {
  /** Address of the samples at a scale of 1 or 4. */
  url: (scale: 1 | 4) => string;
  width: number;
  height: number;
  preview: boolean;
}

export interface Listener {
  picture: (picture: Picture, complete: boolean) => void;
  failed: (message: string) => void;
}

function byNumber(from: number, planes: readonly Plane[]): Map<number, Plane> {
  return new Map(planes.map((plane, i) => [from + i, plane]));
}

export function pictureOf(result: Omit<LoadResult, "id">, width: number, height: number): Picture {
  const mean = byNumber(result.level, result.mean);
  const min = byNumber(result.level + 1, result.min);
  const whole = mean.get(0);
  // Level 0 of the darkest samples is the picture itself.
  if (whole) min.set(0, whole);
  return { width, height, mean, min, equalised: result.equalised };
}

export class Loader {
  private worker: Worker | null = null;
  private current = 0;

  /** Load a view; what an earlier call still brings is dropped. */
  load(source: Source, listener: Listener): void {
    this.close();
    const id = ++this.current;
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    let complete = false;
    worker.onmessage = (event: MessageEvent<LoadResult | LoadFailure>) => {
      const answer = event.data;
      if (answer.id !== this.current) return;
      if ("status" in answer) {
        if (answer.level === 0) listener.failed(answer.message);
        return;
      }
      if (complete) return;
      complete = answer.level === 0;
      const first = answer.mean[0];
      const size = complete && first ? first : source;
      listener.picture(pictureOf(answer, size.width, size.height), complete);
    };
    worker.onerror = (event) => listener.failed(event.message);
    if (source.preview) worker.postMessage({ id, url: source.url(4), level: 2 } satisfies LoadRequest);
    worker.postMessage({ id, url: source.url(1), level: 0 } satisfies LoadRequest);
  }

  close(): void {
    this.current++;
    this.worker?.terminate();
    this.worker = null;
  }
}
