import { render } from "preact";
import { applyTheme } from "../ui/theme.tsx";
import { JoinPage } from "./join.tsx";
import { MakePage } from "./page.tsx";

applyTheme();
const app = document.getElementById("app");
const joins = /^\/j(\/|$)/.test(location.pathname);
app?.replaceChildren(); // the sentence that was there before the script
if (app) render(joins ? <JoinPage /> : <MakePage />, app);
