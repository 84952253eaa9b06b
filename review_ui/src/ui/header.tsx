/** The line at the top: where one is, what is on the desk, who is logged in. */

import { helpShown } from "../desk/acts";
import { CaseLine } from "../desk/caseline";
import { current, leaveCase } from "../desk/open";
import { switchLanguage, t, word } from "../i18n";
import { queue } from "../state/queue";
import { route, type Screen } from "../state/route";
import { logOut, mayExamine, mayReview, user } from "../state/session";

function Tab({ screen, label, count }: { screen: Screen; label: string; count?: number | undefined }) {
  const here = route.value.screen === screen;
  return (
    <a href={`#/${screen}`} aria-current={here ? "page" : undefined}>
      {label}
      {count !== undefined && <span class="count">{count}</span>}
    </a>
  );
}

export function Header() {
  const who = user.value;
  return (
    <header class="top">
      <span class="brand">{t("app.name")}</span>
      <nav>
        {mayReview.value && (
          <Tab screen="queue" label={t("nav.queue")} count={queue.value?.counts["waiting"]} />
        )}
        {mayExamine.value && <Tab screen="decided" label={t("nav.decided")} />}
        <Tab screen="library" label={t("nav.library")} />
      </nav>
      <div class="top-case">
        {route.value.screen === "desk" && current.value && <CaseLine open={current.value} />}
      </div>
      <button type="button" class="quiet" onClick={switchLanguage} title={t("nav.languageHint")}>
        {t("nav.language")}
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          helpShown.value = !helpShown.value;
        }}
        title={t("nav.keys")}
        aria-label={t("nav.keys")}
      >
        ?
      </button>
      {who && (
        <span class="who" title={word("role", who.role)}>
          {who.name}
        </span>
      )}
      <button type="button" class="quiet" onClick={() => void leaveCase().then(logOut)}>
        {t("nav.logout")}
      </button>
    </header>
  );
}
