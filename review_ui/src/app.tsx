import { useEffect } from "preact/hooks";
import { Desk } from "./desk/desk";
import { DecidedScreen } from "./screens/decided";
import { LibraryScreen } from "./screens/library";
import { Login } from "./screens/login";
import { QueueScreen } from "./screens/queue";
import { followQueue } from "./state/queue";
import { route } from "./state/route";
import { mayExamine, mayReview, standing } from "./state/session";
import { Header } from "./ui/header";
import { KeyHelp } from "./ui/keyhelp";
import { NoticeLine } from "./ui/notice";

function Screen() {
  const { screen, id } = route.value;
  if (screen === "desk" && id) return <Desk id={id} />;
  if (screen === "library" || !mayReview.value) return <LibraryScreen />;
  if (screen === "decided" && mayExamine.value) return <DecidedScreen />;
  return <QueueScreen />;
}

function Inside() {
  const reviewing = mayReview.value;
  useEffect(() => (reviewing ? followQueue() : undefined), [reviewing]);
  return (
    <>
      <Header />
      <Screen />
      <KeyHelp />
      <NoticeLine />
    </>
  );
}

export function App() {
  const where = standing.value;
  if (where === "unknown") return null;
  if (where === "out") return <Login />;
  return (
    <>
      <div class="inside" inert={where === "expired"}>
        <Inside />
      </div>
      {where === "expired" && <Login />}
    </>
  );
}
