/** Choose an HS code by number or by word, from the nomenclature that the service knows. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { library } from "../api/calls";
import type { Code } from "../api/types";
import { t } from "../i18n";
import { complain } from "../state/notices";
import type { CodeEntry } from "./code";

interface Props {
  label: string;
  entry: CodeEntry;
  onEnter: (entry: CodeEntry) => void;
  /** The text was refused as no code: the field asks for another. */
  wrong?: boolean;
  /** Open the list upwards, for fields at the foot of the page. */
  above?: boolean;
}

const WAIT_MS = 180;

function useFound(text: string, chosen: Code | null): readonly Code[] {
  const [found, setFound] = useState<readonly Code[]>([]);
  useEffect(() => {
    setFound([]);
    if (chosen || text.trim().length < 2) return;
    let wanted = true;
    const timer = setTimeout(() => {
      library.codes(text.trim()).then(
        (page) => wanted && setFound(page.items),
        (error: unknown) => complain(error),
      );
    }, WAIT_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, chosen]);
  return found;
}

export function CodePicker({ label, entry, onEnter, wrong = false, above = false }: Props) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const found = useFound(entry.text, entry.code);
  useEffect(() => {
    if (wrong) input.current?.focus();
  }, [wrong]);
  const choose = (code: Code | undefined) => {
    if (!code) return;
    onEnter({ text: `${code.code} ${code.description}`, code });
    setAt(0);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.isComposing || found.length === 0) return;
    if (event.key === "ArrowDown") setAt((at + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((at + found.length - 1) % found.length);
    else if (event.key === "Enter") choose(found[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class={`code-picker${above ? " above" : ""}`}>
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-invalid={wrong}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
        placeholder={label}
        title={t("library.codeHint")}
        value={entry.text}
        onKeyDown={keys}
        onInput={(event) => {
          onEnter({ text: event.currentTarget.value, code: null });
          setAt(0);
        }}
      />
      {found.length > 0 && (
        <ul id={list} class="code-list">
          {found.map((code, i) => (
            <li key={code.code}>
              <button
                type="button"
                id={`${list}-${i}`}
                class={i === at ? "chosen" : ""}
                tabIndex={-1}
                onClick={() => choose(code)}
              >
                <b>{code.code}</b> {code.description}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
