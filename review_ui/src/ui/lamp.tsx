/** The lamp: shape, word and colour, so that it is read without any one of them. */

import type { Lamp as Name } from "../api/types";
import { t } from "../i18n";

function Shape({ lamp }: { lamp: Name | null }) {
  if (lamp === "green") return <circle cx="10" cy="10" r="8" />;
  if (lamp === "amber") return <path d="M10 1.500 19 18H1Z" />;
  if (lamp === "red") return <path d="M6 1h8l5 5v8l-5 5H6l-5-5V6Z" />;
  if (lamp === "grey") {
    return (
      <>
        <rect x="2" y="2" width="16" height="16" />
        <path class="hatch" d="M2 10 10 2M2 18 18 2M10 18l8-8" />
      </>
    );
  }
  return <rect class="hollow" x="3" y="3" width="14" height="14" />;
}

export function Lamp({
  lamp,
  size = 16,
  bare = false,
}: {
  lamp: Name | null;
  size?: number;
  bare?: boolean;
}) {
  const name = lamp ? t(`lamp.${lamp}`) : t("lamp.none");
  return (
    <span class={`lamp lamp-${lamp ?? "none"}`}>
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
        <Shape lamp={lamp} />
      </svg>
      <span class={bare ? "unseen" : "lamp-word"}>{name}</span>
    </span>
  );
}
