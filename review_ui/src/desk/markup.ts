/** The marks of a case, and the same in words for those who do not see them. */

import { t } from "../i18n";
import type { Box } from "../viewer/camera";
import type { Mark } from "../viewer/marks";
import type { Case } from "./case";
import { frameOf, placeOf, regionOf } from "./links";

/** Where a box is, in words: in its container, or in the picture where it is in none. */
export function placeWords(open: Case, box: Box): string {
  const assessment = open.scan.value?.assessment;
  const { width, height } = open.stage.size;
  const frame = (assessment && frameOf([...box], assessment)) ?? [0, 0, width, height];
  const [across, down] = placeOf([...box], frame as [number, number, number, number]);
  return t("place.words", { across: t(`place.${across}`), down: t(`place.${down}`) });
}

function judged(open: Case): Mark[] {
  const assessment = open.scan.value?.assessment;
  if (!assessment || open.view.value !== 0) return [];
  const marks: Mark[] = assessment.containers.map((container, i) => ({
    id: `container-${i}`,
    kind: "container",
    box: container.box,
    tag: container.number ?? `C${i + 1}`,
    title: t("mark.container", { n: container.number ?? i + 1 }),
  }));
  assessment.findings.forEach((finding, i) => {
    const title = t("mark.finding", { n: i + 1, label: finding.label || finding.kind });
    marks.push({ id: `finding-${i}`, kind: "finding", box: finding.box, tag: String(i + 1), title });
  });
  const shown = new Set(marks.map((mark) => mark.id));
  for (const { id, rank, region } of open.evidence.value) {
    if (shown.has(id) || !region || !id.startsWith("evidence-")) continue;
    marks.push({ id, kind: "region", box: region, tag: `R${rank}`, title: t("mark.evidence", { n: rank }) });
  }
  return marks;
}

/** The chosen line's worst place: shown only while it is chosen, or every line would cover the goods. */
function chosenLine(open: Case): Mark[] {
  const assessment = open.scan.value?.assessment;
  const id = open.selected.value;
  if (!assessment || !id?.startsWith("line-") || open.view.value !== 0) return [];
  const box = regionOf(assessment, id);
  if (!box) return [];
  const line = id.slice(5);
  return [{ id, kind: "region", box, tag: `L${line}`, title: t("mark.line", { n: line }) }];
}

/** A slice cuts the marks of the view from above: its rows are slices, its columns the slice's own. */
function throughSlice(open: Case, marks: Mark[]): Mark[] {
  const slice = open.slice.value;
  if (slice === null) return marks;
  const { height } = open.stage.size;
  return marks
    .filter(({ box }) => box[1] <= slice && slice < box[3])
    .map((mark) => ({ ...mark, box: [mark.box[0], 0, mark.box[2], height] }));
}

export function marksOf(open: Case, sketch: Box | null): Mark[] {
  const drawn = open.history.value.present.map(
    ({ id, box }, i): Mark => ({
      id,
      kind: "drawn",
      box,
      tag: `B${i + 1}`,
      title: t("mark.drawn", { n: i + 1 }),
    }),
  );
  const marks = throughSlice(open, [...judged(open), ...chosenLine(open), ...drawn]);
  if (sketch) marks.push({ id: "sketch", kind: "sketch", box: sketch, tag: "", title: "" });
  return marks;
}

/** All that is marked, as one paragraph. */
export function words(open: Case): string {
  const assessment = open.scan.value?.assessment;
  if (!assessment) return "";
  const counts = t("viewer.words", {
    findings: assessment.findings.length,
    containers: assessment.containers.length,
  });
  const places = marksOf(open, null)
    .filter((mark) => mark.kind !== "container")
    .map((mark) => `${mark.title}: ${placeWords(open, mark.box)}.`);
  return [counts, ...places].join(" ");
}
