/** What the physical inspection found, for those who record it on a decided scan. */

import { useState } from "preact/hooks";
import { scans } from "../api/calls";
import { newKey } from "../api/http";
import type { ExamResult } from "../api/types";
import { dateTime, t, word } from "../i18n";
import { complain, tell } from "../state/notices";
import { NO_CODE, settle } from "../ui/code";
import { CodePicker } from "../ui/codepicker";
import type { Case } from "./case";

const RESULTS: readonly ExamResult[] = [
  "match",
  "different-goods",
  "different-quantity",
  "undeclared-goods",
  "prohibited-goods",
  "nothing-found",
];

function Recorded({ open }: { open: Case }) {
  const exams = open.exams.value;
  if (exams.length === 0) return <span class="dim">{t("exam.none")}</span>;
  return (
    <ul class="recorded">
      {exams.map((exam) => (
        <li key={exam.exam_id}>
          <b>{word("x", exam.result)}</b> {exam.goods.map((each) => each.hs_code).join(", ")} {exam.note}
          <span class="dim">
            {" "}
            {exam.officer}, {dateTime(exam.created_at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function ExamBar({ open }: { open: Case }) {
  const [result, setResult] = useState<ExamResult | "">("");
  const [entry, setEntry] = useState(NO_CODE);
  const [wrong, setWrong] = useState(false);
  const [note, setNote] = useState("");
  const [key, setKey] = useState(newKey);
  const store = async (chosen: ExamResult) => {
    const code = await settle(entry);
    if (entry.text.trim() && !code) {
      setWrong(true);
      tell(t("code.unknown", { text: entry.text.trim() }), "bad");
      return;
    }
    const goods = code ? [{ line: 1, hs_code: code.code, description: code.description }] : [];
    await scans.exam(open.id, { result: chosen, note: note.trim(), goods, regions: [], key });
    tell(t("exam.saved", { result: word("x", chosen) }), "good");
    setResult("");
    setEntry(NO_CODE);
    setNote("");
    setKey(newKey());
    await open.refresh();
  };
  const save = () => (result ? store(result).catch(complain) : tell(t("exam.choose"), "bad"));
  return (
    <form
      class="exam-bar"
      aria-label={t("exam.title")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{t("exam.title")}</h2>
      <Recorded open={open} />
      <select
        aria-label={t("exam.result")}
        value={result}
        onChange={(event) => setResult(event.currentTarget.value as ExamResult | "")}
      >
        <option value="">{t("exam.result")}…</option>
        {RESULTS.map((each) => (
          <option key={each} value={each}>
            {word("x", each)}
          </option>
        ))}
      </select>
      <CodePicker
        label={t("exam.goods")}
        entry={entry}
        onEnter={(typed) => {
          setEntry(typed);
          setWrong(false);
        }}
        wrong={wrong}
        above
      />
      <input
        type="text"
        placeholder={t("exam.note")}
        aria-label={t("exam.note")}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit">{t("exam.save")}</button>
    </form>
  );
}
