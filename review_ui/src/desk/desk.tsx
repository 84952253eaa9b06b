/** The reviewer's desk: scan above references, reasons at the side, the verdict below. */

import { useEffect } from "preact/hooks";
import { serverNow } from "../api/http";
import { t } from "../i18n";
import { now } from "../state/clock";
import { change, queue, refreshQueue } from "../state/queue";
import { mayExamine } from "../state/session";
import { attachKeys } from "./acts";
import type { Case } from "./case";
import { DeclarationPanel } from "./declaration";
import { EvidencePanel, LampPanel } from "./evidence";
import { ExamBar } from "./exambar";
import { keepDrafts } from "./keeping";
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

/** Who only looks is told who holds the scan now, also when that ends without a word. */
function useHolder(open: Case): void {
  const known = queue.value;
  const conflict = open.conflict.value;
  useEffect(() => {
    if (known) open.see(known.items);
  }, [open, known]);
  useEffect(() => {
    if (!conflict?.until) return;
    const look = async () => {
      await refreshQueue();
      if (open.conflict.peek() === conflict) open.conflict.value = null;
    };
    const timer = setTimeout(() => void look(), Math.max(0, Date.parse(conflict.until) - serverNow()) + 500);
    return () => clearTimeout(timer);
  }, [open, conflict]);
}

function OpenDesk({ open }: { open: Case }) {
  useHeartbeat(open);
  useHolder(open);
  useEffect(() => attachKeys(open), [open]);
  const loaded = open.scan.value !== null;
  const mine = open.mine.value;
  useEffect(() => (loaded ? keepDrafts(open) : undefined), [open, loaded, mine]);
  const news = change.value;
  useEffect(() => {
    if (news?.scan_id !== open.id || open.saving.peek()) return;
    // To an officer who holds the scan the queue's news can only say that he lost it.
    void (news.name === "queue" && open.mine.peek() ? open.beat() : open.refresh());
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
