/** The reviewer's desk: scan above references, reasons at the side, the verdict below. */

import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { now } from "../state/clock";
import { change } from "../state/queue";
import { mayExamine } from "../state/session";
import { attachKeys } from "./acts";
import type { Case } from "./case";
import { DeclarationPanel } from "./declaration";
import { EvidencePanel, LampPanel } from "./evidence";
import { ExamBar } from "./exambar";
import { current, leaveCase, openCase } from "./open";
import { PicturePane } from "./picture";
import { ReferencePane } from "./references";
import { Toolbar } from "./toolbar";
import { VerdictBar } from "./verdictbar";

/** A third of a lease may pass before it is renewed, but never more than half a minute. */
function beatEvery(expires: string): number {
  return Math.min(30_000, Math.max(2_000, (Date.parse(expires) - now.peek()) / 3));
}

function useHeartbeat(open: Case): void {
  const lease = open.lease.value;
  const token = lease?.token;
  useEffect(() => {
    if (!lease) return;
    const timer = setInterval(() => void open.beat(), beatEvery(lease.expires_at));
    return () => clearInterval(timer);
  }, [open, token]);
}

function OpenDesk({ open }: { open: Case }) {
  useHeartbeat(open);
  useEffect(() => attachKeys(open), [open]);
  const news = change.value;
  useEffect(() => {
    // Of the queue's news an officer who holds the scan has nothing to learn.
    const own = news?.name === "queue" && open.mine.peek();
    if (news?.scan_id === open.id && !own && !open.saving.peek()) void open.refresh();
  }, [open, news]);
  if (open.gone.value) return <p class="hint page">{t("error.gone")}</p>;
  if (!open.scan.value) return <p class="hint page">{t("desk.loading")}</p>;
  const exam = mayExamine.value && open.closed.value;
  return (
    <main class="desk">
      <Toolbar open={open} />
      <div class="desk-main">
        <PicturePane open={open} />
        <ReferencePane open={open} />
      </div>
      <aside class="side">
        <LampPanel open={open} />
        <DeclarationPanel open={open} />
        <EvidencePanel open={open} />
      </aside>
      <div class="desk-foot">
        <VerdictBar open={open} />
        {exam && <ExamBar open={open} />}
      </div>
    </main>
  );
}

export function Desk({ id }: { id: string }) {
  useEffect(() => openCase(id), [id]);
  useEffect(() => () => void leaveCase(), []);
  const open = current.value;
  return open ? <OpenDesk key={open.id} open={open} /> : <p class="hint page">{t("desk.loading")}</p>;
}
