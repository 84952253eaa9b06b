import { render } from "preact";
import { App } from "./app";
import "./styles/desk.css";
import "./styles/picture.css";
import "./styles/screens.css";
import { restore } from "./state/session";

const root = document.getElementById("app");
if (root) render(<App />, root);
void restore();
