/** The calls of the service that the page makes. */

import { address, call, get } from "./http";
import type {
  Box,
  Claimed,
  Code,
  Decision,
  DeclarationVersion,
  Exam,
  Inspection,
  Lease,
  Neighbour,
  Queue,
  Reference,
  ReferencePage,
  Review,
  Scan,
  Session,
  Windows,
} from "./types";

type Items<T> = { items: T[] };
const id = encodeURIComponent;

export const session = {
  current: () => get<Session>("/session"),
  open: (name: string, password: string) => call<Session>("POST", "/session", { name, password }),
  close: () => call<null>("DELETE", "/session"),
};

export const scans = {
  get: (scan: string) => get<Scan>(`/scans/${id(scan)}`),
  list: (state: string) => get<Items<Scan>>(`/scans?state=${id(state)}&limit=50`),
  declaration: (scan: string) => get<DeclarationVersion>(`/scans/${id(scan)}/declaration`),
  neighbours: (scan: string, hsCode: string) => {
    const code = hsCode ? `&hs_code=${id(hsCode)}` : "";
    return get<Items<Neighbour>>(`/scans/${id(scan)}/neighbours?k=6${code}`);
  },
  presets: (scan: string, view: number) => get<Windows>(`/scans/${id(scan)}/presets?view=${view}`),
  reviews: (scan: string) => get<Items<Review>>(`/scans/${id(scan)}/reviews`),
  exams: (scan: string) => get<Items<Exam>>(`/scans/${id(scan)}/exams`),
  review: (scan: string, body: Decision) => call<Review>("POST", `/scans/${id(scan)}/reviews`, body),
  exam: (scan: string, body: Inspection) => call<Exam>("POST", `/scans/${id(scan)}/exams`, body),
  pixelsUrl: (scan: string, view: number, scale: number, slice: number | null) => {
    const query = { view, scale, coding: "planes", ...(slice === null ? {} : { slice }) };
    return address(`/scans/${id(scan)}/pixels`, query);
  },
  imageUrl: (scan: string, width: number) => address(`/scans/${id(scan)}/image`, { view: 0, width }),
};

export const queue = {
  list: () => get<Queue>("/queue?limit=100"),
  claim: (desk: string, scan: string | null = null, takeOver = false) =>
    call<Claimed>("POST", "/queue/claim", { scan_id: scan, desk, take_over: takeOver }),
  beat: (scan: string, token: string) => call<Lease>("POST", `/scans/${id(scan)}/lease`, { token }),
  giveBack: (scan: string, token: string) =>
    call<null>("DELETE", `/scans/${id(scan)}/lease?token=${id(token)}`),
};

export const library = {
  list: (code: string, before?: string) => {
    const query = new URLSearchParams({
      limit: "60",
      ...(code && { hs_code: code }),
      ...(before && { before }),
    });
    return get<ReferencePage>(`/library/references?${query}`);
  },
  add: (file: File, hsCode: string, description: string, box: Box | null) => {
    const form = new FormData();
    const metadata = { hs_code: hsCode, description, ...(box && { box }) };
    form.append("metadata", JSON.stringify(metadata));
    form.append("file", file, file.name);
    return call<Reference>("POST", "/library/references", form);
  },
  remove: (reference: string) => call<null>("DELETE", `/library/references/${id(reference)}`),
  codes: (text: string) => get<Items<Code>>(`/library/codes?q=${id(text)}&limit=12`),
  code: (code: string) => get<Code>(`/library/codes/${id(code)}`),
  imageUrl: (reference: string, width: number) =>
    address(`/library/references/${id(reference)}/image`, { width }),
};
