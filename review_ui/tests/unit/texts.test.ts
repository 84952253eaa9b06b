import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../src/i18n/en";
import { filled } from "../../src/i18n/fill";
import { zh } from "../../src/i18n/zh";

const SOURCES = join(import.meta.dirname, "../../src");

function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string).sort();
}

function sources(): string {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(en|zh|schema)\.ts$/.test(name))
    .map((name) => readFileSync(join(SOURCES, name), "utf8"))
    .join("\n");
}

describe("texts", () => {
  it("are there in both languages, and none is empty", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const text of [...Object.values(en), ...Object.values(zh)]) expect(text.trim()).not.toBe("");
  });

  it("have the same places to fill", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(places(zh[key as keyof typeof en]), key).toEqual(places(text));
    }
  });

  it("have a word for one and for more", () => {
    expect(filled(en["verdict.boxes"], { n: 1 })).toBe("1 box");
    expect(filled(en["verdict.boxes"], { n: 0 })).toBe("0 boxes");
    expect(filled(en["declaration.packages"], { n: "1,001" })).toBe("1,001 packages");
    const counts = { findings: 1, containers: 2 };
    expect(filled(en["viewer.words"], counts)).toBe("1 finding marked, 2 containers found.");
    expect(filled(zh["verdict.boxes"], { n: 1 })).toBe("1 个框");
  });

  it("are all used", () => {
    const written = sources();
    const prefixes = [...written.matchAll(/word\("([\w.-]+)"/g)].map((found) => `${found[1]}.`);
    const built = [...written.matchAll(/`([a-z]+\.)\$\{/g)].map((found) => found[1] as string);
    const unused = Object.keys(en).filter(
      (key) =>
        !written.includes(`"${key}"`) && ![...prefixes, ...built].some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
