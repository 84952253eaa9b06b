/** One scan on the desk: what is known of it, who holds it, and what the officer has done so far. */

import { batch, computed, signal } from "@preact/signals";
import { queue, scans } from "../api/calls";
import { Problem, serverNow } from "../api/http";
import type { DeclarationVersion, Exam, Lease, Neighbour, QueueItem, Review, Scan } from "../api/types";
import { desk } from "../state/desk";
import { complain } from "../state/notices";
import { Stage } from "../viewer/stage";
import { type History, NOTHING } from "./history";
import { linkEvidence, problemsFirst, regionOf } from "./links";
import type { Draft } from "./verdicts";

export interface Conflict {
  holder: string;
  until: string;
}

function conflictOf({ details }: Problem): Conflict | null {
  const { holder, expires_at: until } = details;
  return holder ? { holder: String(holder), until: String(until ?? "") } : null;
}

const OPEN_STATES = new Set(["assessed", "unfit", "checked-out", "returned", "waiting-for-declaration"]);

export class Case {
  readonly stage = new Stage();
  readonly scan = signal<Scan | null>(null);
  readonly gone = signal(false);
  readonly lease = signal<Lease | null>(null);
  readonly conflict = signal<Conflict | null>(null);
  readonly lost = signal(false);
  readonly declaration = signal<DeclarationVersion | null>(null);
  readonly neighbours = signal<readonly Neighbour[] | null>(null);
  readonly neighbour = signal(0);
  /** The HS code whose references are shown; empty for the nearest of all. */
  readonly code = signal("");
  readonly reviews = signal<readonly Review[]>([]);
  readonly exams = signal<readonly Exam[]>([]);
  readonly view = signal(0);
  /** Which slice of a volume is shown; null is the view from above, in which marks and boxes lie. */
  readonly slice = signal<number | null>(null);
  readonly selected = signal<string | null>(null);
  readonly drawing = signal(false);
  readonly history = signal<History>(NOTHING);
  readonly draft = signal<Draft | null>(null);
  readonly saving = signal(false);
  readonly evidence = computed(() =>
    this.scan.value?.assessment ? linkEvidence(this.scan.value.assessment) : [],
  );
  readonly mine = computed(() => this.lease.value !== null && !this.lost.value);
  readonly closed = computed(() => this.scan.value !== null && !OPEN_STATES.has(this.scan.value.state));
  readonly startedAt = serverNow();
  /** When this desk last kept or took back what is drawn and written; 0 for never. */
  keptAt = 0;
  private asked = 0;

  constructor(readonly id: string) {}

  /** Take the scan if it can be taken, and load what belongs to it. */
  async open(claimed?: { scan: Scan; lease: Lease }, wish = true): Promise<void> {
    if (claimed) this.receive(claimed.scan, claimed.lease);
    else if (wish) await this.claim();
    if (!this.scan.value) {
      try {
        this.receive(await scans.get(this.id), null);
      } catch (error) {
        this.gone.value = error instanceof Problem && error.status === 404;
        complain(error);
        return;
      }
    }
    await Promise.all([this.loadDeclaration(), this.loadOpinions()]);
    this.chooseCode();
  }

  /**
   * Try to get the lease; a scan that another officer has stays readable, and so does one that this
   * officer has in another tab, unless he takes it over.
   */
  async claim(takeOver = false): Promise<void> {
    try {
      const claimed = await queue.claim(desk, this.id, takeOver);
      if (claimed) {
        this.receive(claimed.scan, claimed.lease);
        this.conflict.value = null;
        this.lost.value = false;
      }
    } catch (error) {
      if (error instanceof Problem && error.code === "lease-taken") {
        this.conflict.value = conflictOf(error);
        if (!this.conflict.value && this.scan.value) await this.refresh();
      } else if (!(error instanceof Problem && [403, 404, 409].includes(error.status))) {
        complain(error);
      }
    }
  }

  /** Look again at what may have changed: the assessment, the declaration, the verdicts. */
  async refresh(): Promise<void> {
    try {
      this.scan.value = await scans.get(this.id);
      await Promise.all([this.loadDeclaration(), this.loadOpinions()]);
    } catch (error) {
      complain(error);
    }
  }

  /** Take over from the queue who holds the scan, where it tells. */
  see(items: readonly QueueItem[]): void {
    const item = items.find((each) => each.scan_id === this.id);
    if (!item || this.mine.peek()) return;
    this.conflict.value = item.holder ? { holder: item.holder, until: item.lease_expires_at ?? "" } : null;
  }

  /** Extend the lease; a lost one turns the desk to reading. */
  async beat(): Promise<void> {
    const lease = this.lease.value;
    if (!lease || this.lost.value) return;
    try {
      const renewed = await queue.beat(this.id, lease.token);
      if (renewed && this.lease.value) this.lease.value = renewed;
    } catch (error) {
      if (!(error instanceof Problem && error.status === 409)) return;
      this.lost.value = true;
      this.conflict.value = conflictOf(error);
    }
  }

  async giveBack(): Promise<void> {
    const lease = this.lease.value;
    this.lease.value = null;
    if (lease && !this.lost.value) await queue.giveBack(this.id, lease.token).catch(() => undefined);
  }

  /** Choose what mark, line and reason share, and bring its place into sight. */
  select(id: string | null, look = true): void {
    this.selected.value = id;
    const assessment = this.scan.value?.assessment;
    if (!id || !look) return;
    const drawn = this.history.value.present.find((each) => each.id === id);
    const region = drawn?.box ?? (assessment ? regionOf(assessment, id) : null);
    if (region) this.stage.reveal(region);
    if (id.startsWith("line-")) this.showCode(this.codeOfLine(Number(id.slice(5))));
  }

  /** Step through marks that have a place. */
  stepMark(by: number): void {
    const ids = [
      ...new Set(this.evidence.value.filter((each) => each.region).map((each) => each.id)),
      ...(this.scan.value?.assessment?.findings ?? []).map((_, i) => `finding-${i}`),
      ...this.history.value.present.map((each) => each.id),
    ].filter((id, i, all) => all.indexOf(id) === i);
    if (ids.length === 0) return;
    const at = this.selected.value === null ? -1 : ids.indexOf(this.selected.value);
    const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
    this.select(ids[next] ?? null);
  }

  stepReference(by: number): void {
    const n = this.neighbours.value?.length ?? 0;
    if (n > 0) this.neighbour.value = (this.neighbour.value + by + n) % n;
  }

  showCode(code: string): void {
    if (code === this.code.value && this.neighbours.value) return;
    this.code.value = code;
    void this.loadNeighbours();
  }

  private codeOfLine(line: number): string {
    return this.declaration.value?.declaration.items.find((each) => each.line === line)?.hs_code ?? "";
  }

  private receive(scan: Scan, lease: Lease | null): void {
    batch(() => {
      this.scan.value = scan;
      this.lease.value = lease;
    });
  }

  private async loadDeclaration(): Promise<void> {
    this.declaration.value = await scans.declaration(this.id).catch(() => null);
  }

  private async loadOpinions(): Promise<void> {
    const [reviews, exams] = await Promise.all([
      scans.reviews(this.id).catch(() => ({ items: [] })),
      scans.exams(this.id).catch(() => ({ items: [] })),
    ]);
    this.reviews.value = reviews.items;
    this.exams.value = exams.items;
  }

  /** Begin with the references of the line that needs looking at most. */
  private chooseCode(): void {
    const items = this.declaration.value?.declaration.items ?? [];
    const lines = problemsFirst(
      items.map((each) => each.line),
      this.scan.value?.assessment ?? null,
    );
    this.showCode(lines[0] === undefined ? "" : this.codeOfLine(lines[0]));
  }

  private async loadNeighbours(): Promise<void> {
    const asked = ++this.asked;
    const found = await scans.neighbours(this.id, this.code.value).catch(() => ({ items: [] }));
    if (asked !== this.asked) return;
    batch(() => {
      this.neighbours.value = found.items;
      this.neighbour.value = 0;
    });
  }
}
