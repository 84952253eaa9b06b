/**
 * What belongs together: a mark, a declared line and a reason about the same thing share one id.
 *
 * Ids: `container-0`, `finding-0`, `line-1` (by line number), `evidence-0` for a reason that is
 * about nothing else.
 */

import type { Assessment, Box, Evidence } from "../api/types";

export interface LinkedEvidence {
  id: string;
  rank: number;
  evidence: Evidence;
  region: Box | null;
}

export type Place = ["left" | "middle" | "right", "top" | "centre" | "floor"];

function same(a: Box, b: Box): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] as number)) < 1);
}

function number(details: Record<string, unknown>, name: string): number | null {
  const value = details[name];
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}

function subject(evidence: Evidence, index: number, assessment: Assessment): string {
  const line = number(evidence.details, "line");
  if (line !== null && assessment.lines.some((each) => each.line === line)) return `line-${line}`;
  const finding = number(evidence.details, "finding");
  if (finding !== null && assessment.findings[finding]) return `finding-${finding}`;
  const { region } = evidence;
  if (region) {
    const found = assessment.findings.findIndex((each) => same(each.box, region));
    if (found >= 0) return `finding-${found}`;
    const box = assessment.containers.findIndex((each) => same(each.box, region));
    if (box >= 0) return `container-${box}`;
  }
  const container = number(evidence.details, "container");
  if (container !== null && assessment.containers[container]) return `container-${container}`;
  return `evidence-${index}`;
}

/** The reasons in order of weight, the heaviest first, each with the id of what it is about. */
export function linkEvidence(assessment: Assessment): LinkedEvidence[] {
  return assessment.evidence
    .map((evidence, i) => ({ id: subject(evidence, i, assessment), evidence }))
    .sort((a, b) => Math.abs(b.evidence.weight) - Math.abs(a.evidence.weight))
    .map((each, i) => ({
      ...each,
      rank: i + 1,
      region: regionOf(assessment, each.id) ?? each.evidence.region,
    }));
}

/** The place in the picture that an id stands for. */
export function regionOf(assessment: Assessment, id: string): Box | null {
  const [kind, text] = id.split("-");
  const index = Number(text);
  if (kind === "container") return assessment.containers[index]?.box ?? null;
  if (kind === "finding") return assessment.findings[index]?.box ?? null;
  if (kind === "evidence") return assessment.evidence[index]?.region ?? null;
  if (kind === "line") return assessment.lines.find((each) => each.line === index)?.region ?? null;
  return null;
}

/** Where a box lies in its container (or in the picture), as words can say it. */
export function placeOf(box: Box, frame: Box): Place {
  const across = ((box[0] + box[2]) / 2 - frame[0]) / Math.max(1, frame[2] - frame[0]);
  const down = ((box[1] + box[3]) / 2 - frame[1]) / Math.max(1, frame[3] - frame[1]);
  return [
    across < 1 / 3 ? "left" : across < 2 / 3 ? "middle" : "right",
    down < 1 / 3 ? "top" : down < 2 / 3 ? "centre" : "floor",
  ];
}

/** The container that holds a box's middle, if one does. */
export function frameOf(box: Box, assessment: Assessment): Box | null {
  const x = (box[0] + box[2]) / 2;
  const y = (box[1] + box[3]) / 2;
  const holder = assessment.containers.find(({ box: c }) => x >= c[0] && x <= c[2] && y >= c[1] && y <= c[3]);
  return holder?.box ?? null;
}

const URGENCY = { inconsistent: 0, "cannot-say": 1, "no-reference": 2, consistent: 3 } as const;

/** Line numbers in the order in which an officer should look: problems first. */
export function problemsFirst(lines: readonly number[], assessment: Assessment | null): number[] {
  const urgency = (line: number) => {
    const judged = assessment?.lines.find((each) => each.line === line);
    return judged ? URGENCY[judged.verdict] : 4;
  };
  return [...lines].sort((a, b) => urgency(a) - urgency(b) || a - b);
}
