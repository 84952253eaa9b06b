/** The records of the service, by the names that its OpenAPI document gives them. */

import type { components } from "./schema";

type Schemas = components["schemas"];

/** Answers carry every field: what may be left out is so only in what is sent. */
type Full<T> = T extends readonly [unknown, ...unknown[]]
  ? T
  : T extends (infer Item)[]
    ? Full<Item>[]
    : T extends object
      ? { [Name in keyof T]-?: Full<Exclude<T[Name], undefined>> }
      : T;

export type Box = [number, number, number, number];
export type Lamp = Schemas["Lamp"];
export type Session = Schemas["WhoAmI"];
export type Role = Schemas["Role"];
export type ReviewVerdict = Schemas["ReviewVerdict"];
export type ExamResult = Schemas["ExamResult"];
export type ViewFacts = Full<Schemas["ViewFacts"]>;
export type Evidence = Full<Schemas["Evidence"]>;
export type LineAssessment = Full<Schemas["LineAssessment"]>;
export type Assessment = Full<Schemas["Assessment"]>;
export type Scan = Full<Schemas["Scan"]>;
export type GoodsLine = Full<Schemas["GoodsLine"]>;
export type DeclarationVersion = Full<Schemas["DeclarationVersion"]>;
export type QueueItem = Full<Schemas["QueueItem"]>;
export type Queue = Full<Schemas["Queue"]>;
export type Lease = Full<Schemas["Lease"]>;
export type Claimed = Full<Schemas["Claimed"]>;
export type DrawnRegion = Full<Schemas["DrawnRegion"]>;
export type Review = Full<Schemas["Review"]>;
export type Decision = Full<Schemas["Decision"]>;
export type Exam = Full<Schemas["Exam"]>;
export type Inspection = Schemas["Inspection"];
export type Reference = Full<Schemas["Reference"]>;
export type ReferencePage = Full<Schemas["References"]>;
export type Neighbour = Full<Schemas["Neighbour"]>;
export type Code = Schemas["Code"];
export type Windows = Schemas["Presets"];
