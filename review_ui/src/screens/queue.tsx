/** What waits, in the service's order: suspicion and age together. */

import { useEffect } from "preact/hooks";
import type { QueueItem } from "../api/types";
import { openNext } from "../desk/open";
import { phrase } from "../desk/phrases";
import { age, clock, t, word } from "../i18n";
import { now } from "../state/clock";
import { live, queue, refreshQueue } from "../state/queue";
import { go } from "../state/route";
import { user } from "../state/session";
import { Lamp } from "../ui/lamp";

function Row({ item }: { item: QueueItem }) {
  const held = item.holder !== null && item.holder !== user.value?.name;
  const open = () => go("desk", item.scan_id);
  return (
    <tr class={held ? "held" : ""} onClick={open}>
      <td>
        <Lamp lamp={item.lamp} />
      </td>
      <td class="number">{item.suspicion === null ? "" : `${Math.round(100 * item.suspicion)} %`}</td>
      <td class="mono">
        <a href={`#/desk/${encodeURIComponent(item.scan_id)}`} title={item.external_id}>
          {item.containers.join(" ") || item.external_id}
        </a>
      </td>
      <td class="reason">{item.reason ? phrase(item.reason) : word("state", item.state)}</td>
      <td class="mono dim">{item.declaration ?? "—"}</td>
      <td>{item.station}</td>
      <td class="number">{age(item.received_at, now.value)}</td>
      <td title={item.lease_expires_at ? clock(item.lease_expires_at) : ""}>{item.holder ?? ""}</td>
    </tr>
  );
}

export function QueueScreen() {
  useEffect(() => void refreshQueue(), []);
  const page = queue.value;
  return (
    <main class="page">
      <div class="page-head">
        <h1>{t("queue.title")}</h1>
        {page && (
          <span class="dim">
            {t("queue.counts", {
              waiting: page.counts["waiting"] ?? 0,
              out: page.counts["checked_out"] ?? 0,
            })}
          </span>
        )}
        <span class={`pulse${live.value ? " pulse-live" : ""}`}>
          {live.value ? t("queue.live") : t("queue.polling")}
        </span>
        <button
          type="button"
          class="commit"
          onClick={() => void openNext()}
          disabled={!page || page.items.length === 0}
        >
          {t("queue.next")}
        </button>
      </div>
      <div class="table-holder">
        <table>
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t("queue.lamp")}
              </th>
              <th scope="col">{t("queue.container")}</th>
              <th scope="col">{t("queue.reason")}</th>
              <th scope="col">{t("queue.declaration")}</th>
              <th scope="col">{t("queue.site")}</th>
              <th scope="col" class="number">
                {t("queue.age")}
              </th>
              <th scope="col">{t("queue.holder")}</th>
            </tr>
          </thead>
          <tbody>
            {page?.items.map((item) => (
              <Row key={item.scan_id} item={item} />
            ))}
          </tbody>
        </table>
        {page && page.items.length === 0 && <p class="hint">{t("queue.empty")}</p>}
      </div>
    </main>
  );
}
