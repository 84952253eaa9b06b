import { useEffect, useRef, useState } from "preact/hooks";
import { switchLanguage, t } from "../i18n";
import { complain } from "../state/notices";
import { logIn, standing, user } from "../state/session";
import { NoticeLine } from "../ui/notice";

export function Login() {
  const [name, setName] = useState(user.value?.name ?? "");
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const enter = async () => {
    setBusy(true);
    try {
      setWrong(!(await logIn(name, password)));
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class={`login${standing.value === "expired" ? " login-over" : ""}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void enter();
        }}
      >
        <h1>
          {t("app.name")} <small>{t("app.tagline")}</small>
        </h1>
        {standing.value === "expired" && <p class="hint">{t("login.expired")}</p>}
        <label>
          {t("login.name")}
          <input
            ref={standing.value === "expired" ? null : first}
            name="name"
            autocomplete="username"
            required
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label>
          {t("login.password")}
          <input
            ref={standing.value === "expired" ? first : null}
            name="password"
            type="password"
            autocomplete="current-password"
            required
            value={password}
            onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <p role="alert" class="wrong">
          {wrong ? t("login.wrong") : ""}
        </p>
        <div class="login-foot">
          <button type="button" class="quiet" onClick={switchLanguage} title={t("nav.languageHint")}>
            {t("nav.language")}
          </button>
          <button type="submit" class="commit" disabled={busy}>
            {t("login.enter")}
          </button>
        </div>
      </form>
      <NoticeLine />
    </div>
  );
}
