/** Frames of a room's talk that change nothing, each with its name. Their `ref` is 7; of what has none, `WITHOUT_REF`. */
import { REACTIONS } from "../../src/protocol/talk.ts";

const say = { type: "say", ref: 7, text: "Hi", n: 1 };
const ask = { type: "ask", ref: 7, text: "Why?", n: 1 };
const upvote = { type: "upvote", ref: 7, ask: 1, up: true, n: 1 };
const listen = { type: "listen", ref: 7 };
const react = { type: "react", ref: 7, emoji: REACTIONS[0] };
const got = { type: "got", ref: 7, notices: [1] };
const notice = { type: "command", ref: 7, command: "notice", to: "all", text: "Hi" };
const onMessage = { type: "command", ref: 7, command: "message", message: 1, change: "hide" };
const onAsk = { type: "command", ref: 7, command: "ask", ask: 1, change: "hide" };
const onPerson = { type: "command", ref: 7, command: "person", person: "Ab3_xYz9", change: "mute" };
const withdraw = { type: "command", ref: 7, command: "withdraw", notice: 1 };
const edit = { type: "command", ref: 7, command: "edit" };

type Frame = Record<string, unknown>;
type Named = [name: string, frame: string];

/** Left out where it is undefined. */
const but = (frame: Frame, change: Frame) => JSON.stringify({ ...frame, ...change });
/** With a piece of JSON that no value becomes. */
const raw = (frame: Frame, key: string, json: string) => JSON.stringify({ ...frame, [key]: "#" }).replace('"#"', json);
const long = (points: number) => "😀".repeat(points);

/** Of whatever is written by people: the frame, the field, and how many code points it may have. */
const texts = (what: string, frame: Frame, field: string, max: number): Named[] => [
  [`no ${what}`, but(frame, { [field]: undefined })],
  [`${what} of numbers`, but(frame, { [field]: 7 })],
  [`${what} of null`, but(frame, { [field]: null })],
  [`${what} of a list`, but(frame, { [field]: ["Hi"] })],
  [`${what} like a text`, but(frame, { [field]: { toString: "Hi", length: 2 } })],
  [`${what} too long`, but(frame, { [field]: long(max + 1) })],
];

/** The description cannot say it, the rules of text do. */
const unseen = (what: string, frame: Frame): Named[] => [
  [`${what} of half a surrogate pair`, raw(frame, "text", '"\\ud800"')],
  [`${what} with the other half`, raw(frame, "text", '"a\\udc00b"')],
  [`${what} of spaces`, but(frame, { text: " \t\n\u200e " })],
  [`${what} of joiners`, but(frame, { text: "\u200d\u200b\u2060" })],
  [`${what} of blanks that are letters`, but(frame, { text: "\u3164\u2800\u115f" })],
];

const orders = (what: string, frame: Frame): Named[] => [
  [`${what} without n`, but(frame, { n: undefined })],
  [`${what} with n of text`, but(frame, { n: "1" })],
  [`${what} with n below zero`, but(frame, { n: -1 })],
  [`${what} with half an n`, but(frame, { n: 0.5 })],
  [`${what} with n beyond what is exact`, raw(frame, "n", "9007199254740993")],
  [`${what} with n beyond all numbers`, raw(frame, "n", "1e999")],
];

const ids = (what: string, frame: Frame, field: string): Named[] => [
  [`${what} without an id`, but(frame, { [field]: undefined })],
  [`${what} with the id 0`, but(frame, { [field]: 0 })],
  [`${what} with an id below zero`, but(frame, { [field]: -1 })],
  [`${what} with half an id`, but(frame, { [field]: 1.5 })],
  [`${what} with an id of text`, but(frame, { [field]: "1" })],
  [`${what} with a huge id`, raw(frame, field, "9007199254740993")],
  [`${what} with an endless id`, raw(frame, field, "1e999")],
  [`${what} with a prototype for an id`, but(frame, { [field]: "__proto__" })],
];

export const UNSEEN_TALK: readonly Named[] = [
  ...unseen("a message", say),
  ...unseen("an ask", ask),
  ...unseen("a notice", notice),
  ["a name of half a surrogate pair", raw(say, "name", '"\\udfff"')],
];

const SAID: Named[] = [
  ...texts("a message", say, "text", 500),
  ["an empty message", but(say, { text: "" })],
  ...orders("a message", say),
  ["a message with a name of numbers", but(say, { name: 7 })],
  ["a message with a name of null", but(say, { name: null })],
  ["a message with a long name", but(say, { name: long(21) })],
  ...texts("an ask", ask, "text", 300),
  ["an empty ask", but(ask, { text: "" })],
  ...orders("an ask", ask),
  ["an ask with a name of many", but(ask, { name: ["Ann", "Ben"] })],
  ...ids("an upvote", upvote, "ask"),
  ...orders("an upvote", upvote),
  ["an upvote of neither up nor down", but(upvote, { up: undefined })],
  ["an upvote of 1", but(upvote, { up: 1 })],
  ["an upvote of text", but(upvote, { up: "true" })],
  ["an upvote of a question", but(upvote, { ask: "q1" })],
];

const REACTED: Named[] = [
  ["no emoji", but(react, { emoji: undefined })],
  ["an emoji of null", but(react, { emoji: null })],
  ["an emoji of many", but(react, { emoji: [...REACTIONS] })],
  ["an emoji of a number", but(react, { emoji: 0 })],
  ["an unknown emoji", but(react, { emoji: "🔥" })],
  ["two emoji", but(react, { emoji: "👍👍" })],
  ["an emoji of another colour", but(react, { emoji: "👍🏽" })],
  ["a heart without its colour", but(react, { emoji: "\u2764" })],
  ["an emoji by name", but(react, { emoji: "thumbsup" })],
  ["an emoji that is inherited", but(react, { emoji: "toString" })],
  ["an emoji of markup", but(react, { emoji: "<img src=x onerror=alert(1)>" })],
];

const HEARD: Named[] = [
  ["since of text", but(listen, { since: "all" })],
  ["since null", but(listen, { since: null })],
  ["since a number", but(listen, { since: 12 })],
  ["since a list", but(listen, { since: ["e", 12] })],
  ["since without a rev", but(listen, { since: { epoch: "e" } })],
  ["since without an epoch", but(listen, { since: { rev: 12 } })],
  ["since a rev of text", but(listen, { since: { epoch: "e", rev: "12" } })],
  ["since a rev of null", but(listen, { since: { epoch: "e", rev: null } })],
  ["since a rev below zero", but(listen, { since: { epoch: "e", rev: -1 } })],
  ["since half a rev", but(listen, { since: { epoch: "e", rev: 0.5 } })],
  ["since beyond all revs", raw(listen, "since", '{"epoch":"e","rev":1e999}')],
  ["since an epoch of numbers", but(listen, { since: { epoch: 1, rev: 12 } })],
];

const GOT: Named[] = [
  ["got nothing", but(got, { notices: undefined })],
  ["got an empty list", but(got, { notices: [] })],
  ["got 51 notices", but(got, { notices: Array.from({ length: 51 }, (_, index) => index + 1) })],
  ["got one without a list", but(got, { notices: 1 })],
  ["got what is like a list", but(got, { notices: { 0: 1, length: 1 } })],
  ["got notices of text", but(got, { notices: ["1"] })],
  ["got the notice 0", but(got, { notices: [0] })],
  ["got a notice below zero", but(got, { notices: [1, -1] })],
  ["got half a notice", but(got, { notices: [1.5] })],
  ["got notices of null", but(got, { notices: [null] })],
  ["got a huge notice", raw(got, "notices", "[9007199254740993]")],
  ["got and seen in words", but(got, { seen: "yes" })],
];

const COMMANDED: Named[] = [
  ...ids("a change of a message", onMessage, "message"),
  ["an unknown change of a message", but(onMessage, { change: "approve" })],
  ["an inherited change of a message", but(onMessage, { change: "constructor" })],
  ["no change of a message", but(onMessage, { change: undefined })],
  ...ids("a change of an ask", onAsk, "ask"),
  ["an unknown change of an ask", but(onAsk, { change: "ban" })],
  ["an inherited change of an ask", but(onAsk, { change: "toString" })],
  ["many changes of an ask", but(onAsk, { change: ["hide", "show"] })],
  ...texts("a reply", { ...onAsk, change: "reply" }, "text", 500),
  ["a person without a name", but(onPerson, { person: undefined })],
  ["a person by token", but(onPerson, { person: "AbCdEfGhIjKlMnOpQrSt_-" })],
  ["a person of other letters", but(onPerson, { person: "Ab3 xYz9" })],
  ["a person of many", but(onPerson, { person: ["Ab3_xYz9"] })],
  ["a person by prototype", but(onPerson, { person: "__proto__" })],
  ["an unknown change of a person", but(onPerson, { change: "ban" })],
  ...texts("a notice", notice, "text", 300),
  ["a notice to nobody", but(notice, { to: undefined })],
  ["a notice to null", but(notice, { to: null })],
  ["a notice to everyone", but(notice, { to: "everyone" })],
  ["a notice to who voted", but(notice, { to: "voted" })],
  ["a notice to an empty person", but(notice, { to: {} })],
  ["a notice to two people", but(notice, { to: { person: ["Ab3_xYz9", "Ab3_xYz8"] } })],
  ["a notice to a token", but(notice, { to: { person: "AbCdEfGhIjKlMnOpQrSt_-" } })],
  ["a notice for no time", but(notice, { minutes: 0 })],
  ["a notice for ever", raw(notice, "minutes", "1e999")],
  ["a notice for more than a week", but(notice, { minutes: 10_081 })],
  ["a notice for half a minute", but(notice, { minutes: 0.5 })],
  ...ids("a withdrawal", withdraw, "notice"),
  ["talk that is on", but(edit, { talk: { chat: "on" } })],
  ["talk that is true", but(edit, { talk: true })],
  ["talk that is null", but(edit, { talk: null })],
  ["talk that is a list", but(edit, { talk: [] })],
  ["a quiz that is a list", but(edit, { quiz: [] })],
  ["an entry that is a list", but(edit, { entry: [] })],
  ["reactions of words", but(edit, { talk: { reactions: "yes" } })],
  ["a chat slower than slow", but(edit, { talk: { slowSeconds: 301 } })],
  ["a chat faster than time", but(edit, { talk: { slowSeconds: -1 } })],
  ["a reset for a long reason", but(edit, { command: "reset", question: "q1", why: long(301) })],
  ["a reset for a reason of numbers", but(edit, { command: "reset", question: "q1", why: 7 })],
];

export const BAD_TALK: readonly Named[] = [...UNSEEN_TALK, ...SAID, ...REACTED, ...HEARD, ...GOT, ...COMMANDED];

/** Answered as `error`. */
export const BAD_TALK_WITHOUT_REF: readonly Named[] = [
  ["a message without ref", but(say, { ref: undefined })],
  ["an ask without ref", but(ask, { ref: undefined })],
  ["an upvote without ref", but(upvote, { ref: undefined })],
  ["got with a ref of text", but(got, { ref: "7" })],
  ["got with half a ref", but(got, { ref: 7.5 })],
  ["since nonsense without ref", but(listen, { ref: undefined, since: "all" })],
  ["an unknown emoji without ref", but(react, { ref: undefined, emoji: "🔥" })],
  ["a frame of talk that only the hub says", but(say, { ref: undefined, type: "talk" })],
  ["notices that only the hub says", but(say, { ref: undefined, type: "notices" })],
];

/** What there is to say, each once and well formed: it is the place where it is said that may be wrong. */
export const TALK_FRAMES: readonly Frame[] = [say, ask, upvote, got, listen, react];
