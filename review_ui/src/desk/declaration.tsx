/** What was declared, a verdict for each line, problems first. */

import type { Assessment, GoodsLine, LineAssessment } from "../api/types";
import { language, t, word } from "../i18n";
import type { Case } from "./case";
import { problemsFirst } from "./links";
import { placeWords } from "./markup";

const SIGNS = { consistent: "=", inconsistent: "≠", "no-reference": "∅", "cannot-say": "?" } as const;

function amounts(item: GoodsLine): string {
  const number = new Intl.NumberFormat(language.value === "zh" ? "zh-CN" : "en-GB");
  const parts: string[] = [];
  if (item.quantity !== null) parts.push(`${number.format(item.quantity)} ${item.unit ?? ""}`.trim());
  if (item.packages !== null) parts.push(t("declaration.packages", { n: number.format(item.packages) }));
  const kilograms = item.gross_kg ?? item.net_kg;
  if (kilograms !== null) parts.push(`${number.format(kilograms)} kg`);
  if (item.origin) parts.push(t("declaration.from", { origin: item.origin }));
  return parts.join(" · ");
}

function LineVerdict({ judged }: { judged: LineAssessment | undefined }) {
  if (!judged) return <span class="verdict verdict-none">{t("line.none")}</span>;
  const score = judged.score === null ? "" : t("line.score", { score: judged.score.toFixed(2) });
  return (
    <span
      class={`verdict verdict-${judged.verdict}`}
      title={[judged.reason, score].filter(Boolean).join(" · ")}
    >
      <b aria-hidden="true">{SIGNS[judged.verdict]}</b> {word("line", judged.verdict)}
    </span>
  );
}

function Line({ open, item, assessment }: { open: Case; item: GoodsLine; assessment: Assessment | null }) {
  const judged = assessment?.lines.find((each) => each.line === item.line);
  const id = `line-${item.line}`;
  const chosen = open.selected.value === id;
  const place = judged?.region && chosen ? placeWords(open, judged.region) : "";
  return (
    <li>
      <button
        type="button"
        class={`row${chosen ? " chosen" : ""}`}
        aria-pressed={chosen}
        onClick={() => open.select(id)}
      >
        <span class="row-head">
          <span class="line-number">{item.line}</span>
          <span class="hs">{item.hs_code}</span>
          <LineVerdict judged={judged} />
        </span>
        <span class="row-text">{item.description}</span>
        <span class="row-small">{amounts(item)}</span>
        {chosen && judged?.reason && <span class="row-small">{judged.reason}</span>}
        {place && <span class="row-small">{place}</span>}
      </button>
    </li>
  );
}

export function DeclarationPanel({ open }: { open: Case }) {
  const version = open.declaration.value;
  const assessment = open.scan.value?.assessment ?? null;
  if (!version) {
    return (
      <section class="panel">
        <h2>{t("declaration.title")}</h2>
        <p class="hint">{t("declaration.none")}</p>
      </section>
    );
  }
  const { declaration } = version;
  const order = problemsFirst(
    declaration.items.map((each) => each.line),
    assessment,
  );
  return (
    <section class="panel">
      <h2>
        {t("declaration.title")}
        <span class="aside">
          {version.number}
          {version.version > 1 && ` @${version.version}`}
          {declaration.regime && ` · ${declaration.regime}`}
          {declaration.trader.id && ` · ${declaration.trader.id}`}
        </span>
        {declaration.trader.aeo && <b class="badge">{t("declaration.aeo")}</b>}
      </h2>
      {declaration.empty && <p class="declared-empty">{t("declaration.empty")}</p>}
      <ul class="rows">
        {order.map((line) => {
          const item = declaration.items.find((each) => each.line === line);
          return item && <Line key={line} open={open} item={item} assessment={assessment} />;
        })}
      </ul>
    </section>
  );
}
