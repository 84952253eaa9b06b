/** Scans with a verdict, for supervisors: look again, record what the inspection found. */

import { useEffect, useState } from "preact/hooks";
import { scans } from "../api/calls";
import type { Scan } from "../api/types";
import { dateTime, t, word } from "../i18n";
import { complain } from "../state/notices";
import { change } from "../state/queue";
import { go } from "../state/route";

async function load(): Promise<Scan[]> {
  const pages = await Promise.all([scans.list("decided"), scans.list("inspected")]);
  return pages.flatMap((page) => page.items).sort((a, b) => b.received_at.localeCompare(a.received_at));
}

export function DecidedScreen() {
  const [found, setFound] = useState<Scan[] | null>(null);
  const news = change.value;
  useEffect(() => {
    load().then(setFound, complain);
  }, [news]);
  return (
    <main class="page">
      <div class="page-head">
        <h1>{t("decided.title")}</h1>
        <span class="dim">{t("decided.hint")}</span>
      </div>
      <div class="table-holder">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("queue.container")}</th>
              <th scope="col">{t("queue.declaration")}</th>
              <th scope="col">{t("queue.site")}</th>
              <th scope="col">{t("decided.state")}</th>
              <th scope="col">{t("decided.received")}</th>
            </tr>
          </thead>
          <tbody>
            {found?.map((scan) => (
              <tr key={scan.scan_id} onClick={() => go("desk", scan.scan_id)}>
                <td class="mono">
                  <a href={`#/desk/${encodeURIComponent(scan.scan_id)}`}>
                    {scan.containers.join(" ") || scan.external_id}
                  </a>
                </td>
                <td class="mono dim">{scan.declaration ?? "—"}</td>
                <td>{scan.station}</td>
                <td>{word("state", scan.state)}</td>
                <td>{dateTime(scan.received_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {found?.length === 0 && <p class="hint">{t("decided.empty")}</p>}
      </div>
    </main>
  );
}
