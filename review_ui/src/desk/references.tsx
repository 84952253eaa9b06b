/** The nearest references, below the scan: containers are long, so they compare best stacked. */

import { library } from "../api/calls";
import type { Neighbour } from "../api/types";
import { t } from "../i18n";
import type { Case } from "./case";

function Codes({ open }: { open: Case }) {
  const items = open.declaration.value?.declaration.items ?? [];
  const codes = [...new Set(items.map((each) => each.hs_code))];
  return (
    <div class="tabs">
      {[...codes, ""].map((code) => (
        <button
          key={code}
          type="button"
          aria-pressed={open.code.value === code}
          onClick={() => open.showCode(code)}
        >
          {code ? t("reference.declared", { code }) : t("reference.any")}
        </button>
      ))}
    </div>
  );
}

function Thumb({ open, neighbour, index }: { open: Case; neighbour: Neighbour; index: number }) {
  const { reference, similarity } = neighbour;
  return (
    <button
      type="button"
      class="thumb"
      aria-pressed={open.neighbour.value === index}
      onClick={() => {
        open.neighbour.value = index;
      }}
      title={reference.description}
    >
      <img src={library.imageUrl(reference.reference_id, 240)} alt="" loading="lazy" />
      <span>
        {reference.hs_code} <b>{similarity.toFixed(2)}</b>
      </span>
    </button>
  );
}

export function ReferencePane({ open }: { open: Case }) {
  const found = open.neighbours.value;
  const shown = found?.[open.neighbour.value];
  const inverted = open.stage.tone.value.invert;
  return (
    <section class="references">
      <header>
        <h2>{t("reference.title")}</h2>
        <Codes open={open} />
        {shown && (
          <span class="reference-words">
            <b>{shown.reference.hs_code}</b> {shown.reference.description}
            <span class="dim"> {t("reference.similarity", { value: shown.similarity.toFixed(3) })}</span>
          </span>
        )}
        {found && found.length > 0 && (
          <span class="stepper">
            <button
              type="button"
              class="tool"
              onClick={() => open.stepReference(-1)}
              aria-label={t("reference.previous")}
            >
              <kbd>[</kbd>
            </button>
            <span>{t("reference.step", { k: open.neighbour.value + 1, n: found.length })}</span>
            <button
              type="button"
              class="tool"
              onClick={() => open.stepReference(1)}
              aria-label={t("reference.next")}
            >
              <kbd>]</kbd>
            </button>
          </span>
        )}
      </header>
      {found && found.length === 0 && <p class="hint">{t("reference.none")}</p>}
      {shown && (
        <div class="reference-body">
          <img
            class={`reference-main${inverted ? " inverted" : ""}`}
            src={library.imageUrl(shown.reference.reference_id, 1600)}
            alt={t("reference.alt", {
              code: shown.reference.hs_code,
              description: shown.reference.description,
            })}
          />
          <div class="thumbs">
            {found?.map((neighbour, i) => (
              <Thumb key={neighbour.reference.reference_id} open={open} neighbour={neighbour} index={i} />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}
