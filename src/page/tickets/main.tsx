import { render } from "preact";
import { takeHostKey } from "../device.ts";
import { facts } from "../facts.ts";
import { applyTheme } from "../ui/theme.tsx";
import { Sheets } from "./sheets.tsx";

applyTheme();
const { poll, first } = facts();
takeHostKey(poll);
const app = document.getElementById("app");
if (app) render(<Sheets poll={poll} title={first?.poll.title || first?.poll.questions[0]?.text || ""} />, app);
