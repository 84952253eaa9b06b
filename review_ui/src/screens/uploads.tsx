/** Add references: one code, several files, and what became of each. */

import { useRef, useState } from "preact/hooks";
import { library } from "../api/calls";
import { type Key, t } from "../i18n";
import { complain, inWords, tell } from "../state/notices";
import { NO_CODE, settle } from "../ui/code";
import { CodePicker } from "../ui/codepicker";

type Standing = "waiting" | "sending" | "added" | "failed";

interface Upload {
  file: File;
  standing: Standing;
  message: string;
}

const WORDS: Record<Standing, Key> = {
  waiting: "library.waiting",
  sending: "library.sending",
  added: "library.added",
  failed: "library.failed",
};

function FileList({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <ul class="uploads" aria-live="polite">
      {uploads.map(({ file, standing, message }, i) => (
        <li key={file.name + String(i)} class={`upload upload-${standing}`}>
          <span class="mono">{file.name}</span>
          <span class="dim">{(file.size / 1024).toFixed(0)} kB</span>
          <progress max={1} value={standing === "sending" ? undefined : standing === "waiting" ? 0 : 1} />
          <span>{t(WORDS[standing], { message })}</span>
        </li>
      ))}
    </ul>
  );
}

export function Uploads({ onAdded }: { onAdded: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [entry, setEntry] = useState(NO_CODE);
  const [wrong, setWrong] = useState(false);
  const [description, setDescription] = useState("");
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const waiting = uploads.filter((each) => each.standing === "waiting").length;

  const take = (files: FileList | null | undefined) => {
    const added = [...(files ?? [])].map((file): Upload => ({ file, standing: "waiting", message: "" }));
    setUploads((before) => [...before, ...added]);
  };
  const mark = (file: File, standing: Standing, message = "") =>
    setUploads((all) => all.map((each) => (each.file === file ? { file, standing, message } : each)));

  const send = async () => {
    const code = await settle(entry);
    if (!code) {
      setWrong(true);
      tell(t("code.unknown", { text: entry.text.trim() }), "bad");
      return;
    }
    setBusy(true);
    for (const { file } of uploads.filter((each) => each.standing !== "added")) {
      mark(file, "sending");
      try {
        await library.add(file, code.code, description.trim(), null);
        mark(file, "added");
      } catch (error) {
        mark(file, "failed", inWords(error));
      }
    }
    setBusy(false);
    onAdded();
  };

  return (
    <section class={`adding${over ? " over" : ""}`} aria-label={t("library.add")}>
      <h2>{t("library.add")}</h2>
      <div class="adding-fields">
        <CodePicker
          label={t("library.code")}
          entry={entry}
          onEnter={(typed) => {
            setEntry(typed);
            setWrong(false);
          }}
          wrong={wrong}
        />
        <input
          type="text"
          placeholder={t("library.description")}
          aria-label={t("library.description")}
          value={description}
          onInput={(event) => setDescription(event.currentTarget.value)}
        />
        <button
          type="button"
          class="commit"
          disabled={busy || waiting === 0 || !entry.text.trim()}
          onClick={() => void send().catch(complain)}
        >
          {t("library.send", { n: waiting })}
        </button>
        {uploads.length > 0 && !busy && (
          <button type="button" class="quiet" onClick={() => setUploads([])}>
            {t("library.clear")}
          </button>
        )}
      </div>
      <fieldset
        class="drop"
        aria-label={t("library.drop")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <span>{t("library.drop")}</span>
        <button type="button" onClick={() => input.current?.click()}>
          {t("library.choose")}
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = "";
          }}
        />
      </fieldset>
      <FileList uploads={uploads} />
    </section>
  );
}
