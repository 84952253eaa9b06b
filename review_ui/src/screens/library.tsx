/** The reference library: what is in it by code, and the way to add to it. */

import { useEffect, useState } from "preact/hooks";
import { library } from "../api/calls";
import type { Reference, ReferencePage } from "../api/types";
import { t } from "../i18n";
import { complain, tell } from "../state/notices";
import { change } from "../state/queue";
import { mayAdd, mayRemove } from "../state/session";
import { Uploads } from "./uploads";

function Card({ reference, onGone }: { reference: Reference; onGone: () => void }) {
  const remove = async () => {
    if (!window.confirm(t("library.confirm"))) return;
    try {
      await library.remove(reference.reference_id);
      tell(t("library.removed"), "good");
      onGone();
    } catch (error) {
      complain(error);
    }
  };
  return (
    <figure class="card">
      <img
        src={library.imageUrl(reference.reference_id, 480)}
        loading="lazy"
        alt={t("reference.alt", { code: reference.hs_code, description: reference.description })}
      />
      <figcaption>
        <b class="hs">{reference.hs_code}</b> <span>{reference.description}</span>
        {mayRemove.value && (
          <button type="button" class="quiet" onClick={() => void remove()}>
            {t("library.remove")}
          </button>
        )}
      </figcaption>
    </figure>
  );
}

function Counts({
  counts,
  code,
  choose,
}: {
  counts: Record<string, number>;
  code: string;
  choose: (code: string) => void;
}) {
  const entries = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b));
  return (
    <nav class="counts" aria-label={t("library.codes")}>
      <h2>{t("library.codes")}</h2>
      <button type="button" aria-pressed={code === ""} onClick={() => choose("")}>
        <span>{t("library.all")}</span>
        <b>{entries.reduce((sum, [, n]) => sum + n, 0)}</b>
      </button>
      {entries.map(([each, n]) => (
        <button key={each} type="button" aria-pressed={code === each} onClick={() => choose(each)}>
          <span class="hs">{each}</span>
          <b>{n}</b>
        </button>
      ))}
    </nav>
  );
}

export function LibraryScreen() {
  const [code, setCode] = useState("");
  const [page, setPage] = useState<ReferencePage | null>(null);
  const [round, setRound] = useState(0);
  const news = change.value?.name === "library" ? change.value : null;
  useEffect(() => {
    library.list(code).then(setPage, complain);
  }, [code, round, news]);
  const more = async () => {
    const last = page?.items.at(-1);
    if (!page || !last) return;
    try {
      const next = await library.list(code, last.reference_id);
      setPage({ ...next, items: [...page.items, ...next.items] });
    } catch (error) {
      complain(error);
    }
  };
  const again = () => setRound((n) => n + 1);
  return (
    <main class="page library">
      <div class="page-head">
        <h1>{t("library.title")}</h1>
      </div>
      <Counts counts={page?.counts ?? {}} code={code} choose={setCode} />
      <div class="library-body">
        {mayAdd.value && <Uploads onAdded={again} />}
        {page?.items.length === 0 && <p class="hint">{t("library.empty")}</p>}
        <div class="cards">
          {page?.items.map((reference) => (
            <Card key={reference.reference_id} reference={reference} onGone={again} />
          ))}
        </div>
        {page && page.items.length > 0 && page.items.length % 60 === 0 && (
          <button type="button" onClick={() => void more()}>
            {t("library.more")}
          </button>
        )}
      </div>
    </main>
  );
}
