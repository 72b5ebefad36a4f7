/** Which language speaks: for now there is one. Refusals travel as a code; the sentence beside it is for people who read the wire. */
import type { Code } from "../protocol/codes.ts";
import type { NoticeCode } from "../protocol/talk.ts";
import { details, notices, place, refusals } from "./en.ts";

/** `detail` is a key of `details`, or names a place in a body with what is wrong there, as in `questions.0.options.3 long`. */
export function sentence(code: Code, detail?: string): string {
  if (!detail) return refusals[code];
  return details[detail as keyof typeof details] ?? place(detail) ?? refusals[code];
}

/** What the system says in a notice about this question, with what a host adds. */
export function systemNotice(code: NoticeCode, question: string, more: string): string {
  return notices[code](question, more);
}
