/** The records of the service, as its answers carry them. */

export type Box = [number, number, number, number];
export type Lamp = "green" | "amber" | "red" | "grey";
export type LineVerdict = "consistent" | "inconsistent" | "no-reference" | "cannot-say";
export type Role = "scanner" | "customs" | "reviewer" | "supervisor" | "scientist" | "admin";
export type ReviewVerdict =
  | "no-anomaly"
  | "suspected-false-declaration"
  | "suspected-concealment"
  | "prohibited-goods"
  | "cannot-tell"
  | "unfit-rescan"
  | "refer-to-panel";
export type ExamResult =
  | "match"
  | "different-goods"
  | "different-quantity"
  | "undeclared-goods"
  | "prohibited-goods"
  | "nothing-found";

export interface Session {
  name: string;
  role: Role;
  csrf: string;
}

export interface ViewFacts {
  file: string;
  format: string;
  width: number;
  height: number;
  slices: number;
  bits: number;
  role: string;
  polarity: string | null;
  energy_kv: number | null;
  pixel_pitch_mm: [number, number] | null;
  slice_pitch_mm: number | null;
  unknown: string[];
  notes: string[];
}

export interface Evidence {
  kind: string;
  weight: number;
  text: string;
  region: Box | null;
  details: Record<string, unknown>;
}

export interface Container {
  box: Box;
  score: number;
  loaded: number;
  fill: number;
  number: string | null;
}

export interface Finding {
  kind: string;
  label: string;
  box: Box;
  score: number;
}

export interface LineAssessment {
  line: number;
  hs_code: string;
  verdict: LineVerdict;
  score: number | null;
  references: string[];
  region: Box | null;
  reason: string;
}

export interface Assessment {
  assessment_id: string;
  scan_id: string;
  declaration: string | null;
  model: string;
  library: string;
  created_at: string;
  lamp: Lamp;
  suspicion: number | null;
  evidence: Evidence[];
  containers: Container[];
  lines: LineAssessment[];
  findings: Finding[];
  fitness: { fit: boolean; reasons: string[]; unpenetrated: number };
  timings_ms: Record<string, number>;
}

export interface Scan {
  scan_id: string;
  state: string;
  station: string;
  device: string;
  external_id: string;
  modality: "radiograph" | "ct";
  captured_at: string | null;
  containers: string[];
  plate: string | null;
  declaration: string | null;
  received_at: string;
  files: string[];
  pictures: ViewFacts[];
  assessment: Assessment | null;
  links: Record<string, string>;
}

export interface GoodsLine {
  line: number;
  hs_code: string;
  description: string;
  quantity: number | null;
  unit: string | null;
  packages: number | null;
  gross_kg: number | null;
  net_kg: number | null;
  origin: string | null;
}

export interface DeclarationVersion {
  number: string;
  version: number;
  received_at: string;
  declaration: {
    containers: string[];
    regime: string | null;
    trader: { id: string | null; aeo: boolean };
    empty: boolean;
    items: GoodsLine[];
  };
}

export interface QueueItem {
  scan_id: string;
  state: string;
  station: string;
  device: string;
  external_id: string;
  containers: string[];
  declaration: string | null;
  received_at: string;
  lamp: Lamp | null;
  suspicion: number | null;
  headline: string;
  holder: string | null;
  lease_expires_at: string | null;
}

export interface Queue {
  items: QueueItem[];
  counts: { waiting: number; checked_out: number };
}

export interface Lease {
  scan_id: string;
  holder: string;
  token: string;
  expires_at: string;
}

export interface DrawnRegion {
  box: Box;
  label: string;
  note: string;
}

export interface Review {
  review_id: string;
  scan_id: string;
  assessment_id: string | null;
  officer: string;
  verdict: ReviewVerdict;
  reason: string;
  note: string;
  regions: DrawnRegion[];
  seconds: number | null;
  created_at: string;
}

export interface Exam {
  exam_id: string;
  scan_id: string;
  officer: string;
  result: ExamResult;
  note: string;
  goods: GoodsLine[];
  regions: DrawnRegion[];
  created_at: string;
}

export interface Reference {
  reference_id: string;
  hs_code: string;
  hs_edition: string;
  description: string;
  box: Box | null;
  digest: string;
  model: string;
  created_at: string;
}

export interface Neighbour {
  reference: Reference;
  similarity: number;
}

export interface Code {
  code: string;
  description: string;
  section: string;
  level: string | number;
  parents?: Code[];
}
