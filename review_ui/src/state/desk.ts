/**
 * A name for this tab, by which the service tells the desks of one officer apart.
 *
 * It is put down only when the page goes, so that a reload finds it and a copy of the tab does not.
 */

import { newKey } from "../api/http";

const STORED = "cargolens.desk";

export const desk = sessionStorage.getItem(STORED) ?? newKey();
sessionStorage.removeItem(STORED);

window.addEventListener("pagehide", () => sessionStorage.setItem(STORED, desk));
window.addEventListener("pageshow", () => sessionStorage.removeItem(STORED));
