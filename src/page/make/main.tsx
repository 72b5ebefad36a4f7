import { render } from "preact";
import { applyTheme } from "../ui/theme.tsx";
import { MakePage } from "./page.tsx";

applyTheme();
const app = document.getElementById("app");
if (app) render(<MakePage />, app);
