/** The reasons, heaviest first, as signed bars: right raises the suspicion, left lowers it. */

import { language, t } from "../i18n";
import { Lamp } from "../ui/lamp";
import type { Case } from "./case";
import type { LinkedEvidence } from "./links";
import { placeWords } from "./markup";
import { phraseOf } from "./phrases";

const FULL_BAR = 2;

function signed(weight: number): string {
  if (weight === 0) return "0";
  return `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;
}

function Bar({ weight, full }: { weight: number; full: number }) {
  const length = Math.min(50, (50 * Math.abs(weight)) / full);
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="8" />
      <rect
        class={weight < 0 ? "bar-less" : "bar-more"}
        x={weight < 0 ? 50 - length : 50}
        width={length}
        height="8"
      />
      <rect class="bar-zero" x="49.75" width="0.5" height="8" />
    </svg>
  );
}

function tagOf({ id, rank, region }: LinkedEvidence): string {
  const [kind, index] = id.split("-");
  if (kind === "line") return `L${index}`;
  if (kind === "finding") return String(Number(index) + 1);
  if (kind === "container") return `C${Number(index) + 1}`;
  return region ? `R${rank}` : "";
}

function Reason({ open, linked, full }: { open: Case; linked: LinkedEvidence; full: number }) {
  const { evidence, id, region } = linked;
  const chosen = open.selected.value === id;
  const tag = tagOf(linked);
  return (
    <li>
      <button
        type="button"
        class={`row${chosen ? " chosen" : ""}`}
        aria-pressed={chosen}
        onClick={() => open.select(id)}
      >
        <span class="reason-head">
          <span class="weight">{signed(evidence.weight)}</span>
          {evidence.weight === 0 ? <span class="bar" /> : <Bar weight={evidence.weight} full={full} />}
          {tag && <span class="tag">{tag}</span>}
        </span>
        <span class="row-text">{phraseOf(open, linked)}</span>
        {chosen && region && <span class="row-small">{placeWords(open, region)}</span>}
        {chosen && language.value !== "en" && <span class="row-small">{evidence.text}</span>}
      </button>
    </li>
  );
}

export function LampPanel({ open }: { open: Case }) {
  const assessment = open.scan.value?.assessment ?? null;
  const percent = assessment?.suspicion == null ? null : Math.round(100 * assessment.suspicion);
  return (
    <section class="panel lamp-panel">
      <Lamp lamp={assessment?.lamp ?? null} size={26} />
      {percent !== null && <span class="suspicion">{t("evidence.suspicion", { percent })}</span>}
    </section>
  );
}

export function EvidencePanel({ open }: { open: Case }) {
  const assessment = open.scan.value?.assessment ?? null;
  const linked = open.evidence.value.filter(({ evidence }) => evidence.kind !== "base-rate");
  const start = open.evidence.value.find(({ evidence }) => evidence.kind === "base-rate");
  const full = Math.max(FULL_BAR, ...linked.map((each) => Math.abs(each.evidence.weight)));
  return (
    <section class="panel panel-grow">
      <h2 title={t("evidence.hint")}>{t("evidence.title")}</h2>
      {linked.length === 0 && <p class="hint">{t("evidence.none")}</p>}
      <ol class="rows">
        {linked.map((each, i) => (
          <Reason key={`${each.id}-${i}`} open={open} linked={each} full={full} />
        ))}
      </ol>
      {start && (
        <p class="start" title={t("evidence.startHint")}>
          <b>
            {t("evidence.start")} {signed(start.evidence.weight)}
          </b>{" "}
          {phraseOf(open, start)}
        </p>
      )}
      {assessment && (
        <p class="provenance">
          {t("evidence.model", { model: assessment.model, library: assessment.library })}
        </p>
      )}
    </section>
  );
}
