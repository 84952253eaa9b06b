/** The scan itself: samples, marks, slices, read-outs. */

import { useEffect, useMemo } from "preact/hooks";
import { scans } from "../api/calls";
import type { ViewFacts } from "../api/types";
import { t } from "../i18n";
import { Loader } from "../viewer/loader";
import { Marks } from "../viewer/marks";
import { ScaleBar } from "../viewer/scale";
import { Viewer } from "../viewer/viewer";
import { setBox, sketch } from "./acts";
import type { Case } from "./case";
import { marksOf, words } from "./markup";

/** Load the samples whenever another view or slice is asked for. */
function useSamples(open: Case, facts: ViewFacts | undefined): void {
  const loader = useMemo(() => new Loader(), [open]);
  const view = open.view.value;
  const slice = open.slice.value;
  const size = facts ? `${facts.width}x${facts.height}` : "";
  useEffect(() => {
    if (!facts) return;
    open.stage.open();
    open.slice.value = null;
    scans.presets(open.id, view).then(
      (windows) => open.stage.showWindows(windows),
      () => undefined,
    );
  }, [open, view, size]);
  useEffect(() => {
    if (!facts) return;
    const { stage } = open;
    loader.load(
      {
        url: (scale) => scans.pixelsUrl(open.id, view, scale, slice),
        width: facts.width,
        height: facts.height,
        // The view from above of a volume has another size than its slices.
        preview: facts.slices === 1,
      },
      {
        picture: (picture, complete) => stage.showPicture(picture, complete),
        failed: (message) => {
          stage.failure.value = message;
          stage.status.value = "failed";
        },
      },
    );
    return () => loader.close();
  }, [open, view, slice, size]);
}

function ReadOut({ open, facts }: { open: Case; facts: ViewFacts | undefined }) {
  const { stage } = open;
  const { low, high } = stage.tone.value;
  const detail = stage.detail.value;
  const reading = stage.reading.value;
  const pitch = facts?.pixel_pitch_mm;
  return (
    <div class="readout" aria-hidden="true">
      {reading?.value != null && (
        <span class="readout-value">
          {t("viewer.value", { value: reading.value, x: Math.floor(reading.x), y: Math.floor(reading.y) })}
          {pitch &&
            ` · ${t("viewer.metres", { x: ((reading.x * pitch[0]) / 1000).toFixed(2), y: ((reading.y * pitch[1]) / 1000).toFixed(2) })}`}
        </span>
      )}
      <span>{t("viewer.window", { low, high })}</span>
      <span>{t("viewer.detail", { n: detail >= 10 ? detail.toFixed(0) : detail.toFixed(2) })}</span>
    </div>
  );
}

function Slices({ open, facts }: { open: Case; facts: ViewFacts }) {
  const shown = open.slice.value;
  const at = shown ?? Math.floor(facts.slices / 2);
  const label = t("desk.slice", { n: at + 1, of: facts.slices });
  const show = (slice: number | null) => {
    if ((slice === null) !== (shown === null)) open.stage.fit();
    open.drawing.value = false;
    open.slice.value = slice;
  };
  return (
    <div class="slices">
      <button type="button" aria-pressed={shown === null} onClick={() => show(null)}>
        {t("desk.above")}
      </button>
      <input
        type="range"
        min={0}
        max={facts.slices - 1}
        value={at}
        aria-label={label}
        onInput={(event) => show(event.currentTarget.valueAsNumber)}
      />
      <span>{label}</span>
    </div>
  );
}

function Standing({ open }: { open: Case }) {
  const status = open.stage.status.value;
  if (status === "complete") return null;
  const text =
    status === "failed" ? t("viewer.failed", { message: open.stage.failure.value }) : t(`viewer.${status}`);
  return (
    <div class={`standing standing-${status}`} role="status">
      {text}
    </div>
  );
}

export function PicturePane({ open }: { open: Case }) {
  const scan = open.scan.value;
  const facts = scan?.pictures[open.view.value];
  useSamples(open, facts);
  const marks = marksOf(open, sketch.value);
  const pitch = facts?.pixel_pitch_mm?.[0] ?? null;
  const label = t("viewer.label", {
    id: scan?.containers.join(" ") || open.id,
    width: facts?.width ?? 0,
    height: facts?.height ?? 0,
  });
  const reasons = scan?.assessment?.fitness.fit === false ? scan.assessment.fitness.reasons.join("; ") : "";
  return (
    <section class={`picture${open.drawing.value ? " drawing" : ""}`}>
      <Viewer
        stage={open.stage}
        label={label}
        description={words(open)}
        fallback={scans.imageUrl(open.id, 1600)}
        hooks={{
          drawing: () => open.drawing.value,
          drawn: (box) => setBox(open, box),
          sketch: (box) => {
            sketch.value = box;
          },
        }}
      >
        <Marks
          stage={open.stage}
          marks={marks}
          selected={open.selected.value}
          onSelect={(id) => open.select(id, false)}
        />
        <ScaleBar stage={open.stage} pitch={pitch} />
        <ReadOut open={open} facts={facts} />
        <Standing open={open} />
        {reasons && <div class="unfit">{t("desk.unfit", { reasons })}</div>}
      </Viewer>
      {facts && facts.slices > 1 && <Slices open={open} facts={facts} />}
    </section>
  );
}
