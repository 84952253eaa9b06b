/** The list of keys. */

import { useEffect, useRef } from "preact/hooks";
import { helpShown } from "../desk/acts";
import { type Key, t } from "../i18n";
import { route } from "../state/route";

type Row = readonly [string, Key];

const GROUPS: readonly (readonly [Key, readonly Row[]])[] = [
  [
    "keys.picture",
    [
      ["wheel", "keys.zoom"],
      ["+  −", "keys.zoom"],
      ["0", "keys.fit"],
      ["Z", "keys.one"],
      ["drag", "keys.pan"],
      ["shiftDrag", "keys.level"],
      ["1 … 5", "keys.presets"],
      ["I", "keys.invert"],
      ["T", "keys.thin"],
      ["9", "keys.edges"],
      ["Space", "keys.standard"],
    ],
  ],
  [
    "keys.marks",
    [
      ["N  P", "keys.findings"],
      ["X", "keys.hide"],
      ["[  ]", "keys.references"],
      ["B", "keys.box"],
      ["← ↑ → ↓", "keys.boxKeys"],
      ["Delete", "keys.delete"],
      ["Ctrl+Z  Ctrl+Y", "keys.undo"],
    ],
  ],
  [
    "keys.verdict",
    [
      ["F2", "keys.release"],
      ["F4", "keys.suspicious"],
      ["F8", "keys.cannot"],
      ["F9", "keys.rescan"],
      ["F10", "keys.panel"],
      ["1 … 9", "keys.reason"],
      ["Enter", "keys.commit"],
      ["Esc", "keys.disarm"],
      ["?", "keys.help"],
    ],
  ],
];

const WORDS: Record<string, Key> = { wheel: "keys.wheel", drag: "keys.drag", shiftDrag: "keys.shiftDrag" };

export function KeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = helpShown.value;
  useEffect(() => {
    if (shown && !dialog.current?.open) dialog.current?.showModal();
    if (!shown) dialog.current?.close();
  }, [shown]);
  useEffect(() => {
    // The desk has its own keys; elsewhere this is the only one.
    const ask = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
      if (event.key === "?" && !typing && route.peek().screen !== "desk") helpShown.value = !helpShown.peek();
    };
    window.addEventListener("keydown", ask);
    return () => window.removeEventListener("keydown", ask);
  }, []);
  return (
    <dialog
      ref={dialog}
      class="keys"
      aria-label={t("keys.title")}
      onClose={() => {
        helpShown.value = false;
      }}
    >
      <h2>{t("keys.title")}</h2>
      <div class="keys-groups">
        {GROUPS.map(([title, rows]) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {rows.map(([keys, meaning]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{WORDS[keys] ? t(WORDS[keys]) : keys}</kbd>
                  </dt>
                  <dd>{t(meaning)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <form method="dialog">
        <button type="submit">{t("keys.close")}</button>
      </form>
    </dialog>
  );
}
