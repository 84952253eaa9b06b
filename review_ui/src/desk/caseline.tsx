/** The case in one line: container, station, age, and how long the officer holds it. */

import { age, dateTime, t, word } from "../i18n";
import { countdown, now } from "../state/clock";
import { go } from "../state/route";
import type { Case } from "./case";
import { leaveCase } from "./open";

export function CaseLine({ open }: { open: Case }) {
  const scan = open.scan.value;
  if (!scan) return null;
  const lease = open.lease.value;
  const containers = scan.containers.join("  ") || t("queue.noContainer");
  return (
    <>
      <strong class="case-number" title={scan.external_id}>
        {containers}
      </strong>
      <span class="dim" title={scan.device}>
        {scan.station}
      </span>
      <span class="dim" title={dateTime(scan.received_at)}>
        {age(scan.received_at, now.value)}
      </span>
      <span class="state">{word("state", scan.state)}</span>
      {open.mine.value && lease ? (
        <>
          <span class="lease" title={t("desk.leaseHint")}>
            {t("desk.lease", { time: countdown(lease.expires_at, now.value) })}
          </span>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              leaveCase();
              go("queue");
            }}
          >
            {t("desk.giveBack")}
          </button>
        </>
      ) : (
        <span class="lease read-only">{t("desk.readOnly")}</span>
      )}
    </>
  );
}
