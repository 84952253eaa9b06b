import { t } from "../i18n";
import { hush, notice } from "../state/notices";

export function NoticeLine() {
  const news = notice.value;
  return (
    <div class="notices">
      <div role="status" aria-live="polite" class={news ? `notice notice-${news.weight}` : ""}>
        {news?.text}
      </div>
      {news?.weight === "bad" && (
        <button type="button" class="quiet" onClick={hush} aria-label={t("keys.close")}>
          ×
        </button>
      )}
    </div>
  );
}
