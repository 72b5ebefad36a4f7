/** English: every sentence that a person reads, one group for each place where it is read. */
import type { Code } from "../protocol/codes.ts";

export const product = {
  name: "Showhands",
  line: "A show of hands for rooms of any size",
  noScript: "This page needs JavaScript, which is switched off in this browser.",
};

/** One sentence for each code of a refusal. */
export const refusals: Record<Code, string> = {
  "bad-message": "This could not be understood.",
  "bad-choice": "This is not a possible answer to the question.",
  "not-host": "This needs the host's key.",
  "not-allowed": "This is not possible here.",
  "no-such-poll": "There is no poll at this address. It may have been deleted.",
  "no-such-question": "This question does not exist.",
  "no-such-page": "There is nothing at this address.",
  "no-such-code": "No open poll has this code. Look at the screen once more.",
  "wrong-method": "This address does not take this kind of request.",
  closed: "This question is closed.",
  "not-open": "This question is not open yet.",
  "already-voted": "You have already voted, and votes cannot be changed here.",
  "too-large": "This is too large.",
  "wrong-type": "Send this as application/json.",
  "hello-first": "Say hello before anything else.",
  "upgrade-needed": "This address is for WebSockets.",
  "too-fast": "That was too fast. Wait a moment and try again.",
  full: "The room is full. Try again in a moment.",
  busy: "Showhands is overloaded right now. Nothing is lost; try again in a moment.",
};
