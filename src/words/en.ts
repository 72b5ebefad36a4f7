/** English: every sentence that a person reads, one group for each place where it is read. */
import type { Code, Detail } from "../protocol/codes.ts";
import type { NoticeCode } from "../protocol/talk.ts";
import type { TieRule, Why } from "../protocol/tallies.ts";

export const product = {
  name: "Showhands",
  line: "A show of hands for rooms of any size",
  noScript: "This page needs JavaScript, which is switched off in this browser.",
};

/** What the terminal says after `npm start`. */
export const start = {
  starting: "Starting Showhands …",
  here: "On this machine:",
  phones: "For phones here: ",
  noNetwork: "There is no network, so phones cannot reach this machine. Connect to a Wi-Fi and start again.",
  stop: "Ctrl-C ends it. Polls stay on this machine.",
  portTaken: (port: number) => `Port ${port} is taken by another program. Try another one: PORT=${port + 1} npm start`,
  badPort: (typed: string) => `"${typed}" is no port. Use a number from 1 to 65535: PORT=8787 npm start`,
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

/** Why, where the code alone would leave a person guessing. */
export const details: Record<Detail | "questions", string> = {
  // Why somebody may not vote. No spread: whoever bundles a page could not leave it out.
  "needs-code": "Type the code of the room first. Whoever runs this poll has it.",
  "needs-ticket": "This poll takes votes with a ticket. Open the link of your ticket, or type its letters.",
  "needs-check": "Show first that you are a person.",
  "ticket-revoked": "This ticket was taken back, so it can no longer vote.",
  "network-full": "As many people as this poll allows have voted from your network. Try another one, or ask whoever runs the poll.",
  "wrong-code": "This is not the code. Look once more.",
  "wrong-ticket": "There is no such ticket here. Look at its letters once more.",
  "wrong-way": "This poll does not ask for this. Reload the page.",
  "many-tries": "There were too many wrong tries from your network. Wait a minute and try again.",
  "check-failed": "The check did not recognise you. Try it again.",
  "check-old": "The check has expired, or was used before. Try it again.",
  "check-down": "The check does not answer right now. Nothing is lost; try again in a moment.",
  "no-turnstile": "Turnstile is not set up here: this installation has no keys for it.",
  "fewer-tickets": "There are more tickets than that already. Take back single ones instead.",
  "no-such-ticket": "There is no ticket with this number.",
  "not-tickets": "This poll has no tickets. Choose them as its way in first.",
  "not-code": "This poll asks for no code. Choose it as its way in first.",
  "already-open": "This question is open already.",
  "never-opened": "This question was never opened, so it cannot be opened again.",
  "has-votes": "There are votes already, and they depend on this. Reset the question first.",
  "too-many-options": "That would be more options than a poll can carry: 50 for a question, 20 to put in order, 1,500 in all.",
  "too-many-questions": "A poll has at most 50 questions.",
  marks: "The least and the most number of answers do not fit together, or there are fewer options than that.",
  range:
    "The range goes from a smaller to a larger number in whole steps, ten billion at most, and the right answer is one of them.",
  top: "There are fewer options than are to be put in order.",
  faces: "Pictures and emoji need one entry for each option, empty ones included.",
  "no-such-picture": "This picture is not here. Upload it first.",
  "pictures-full": "The pictures of a poll may have 2 MB in all. Remove one first.",
  "copy-quiz": "A quiz is copied without its players and their answers.",
  "copy-votes": "Only a poll of up to 20,000 votes is copied with them. Copy it without its votes.",
  "no-picture": "This is no picture that browsers show. Use PNG, JPEG, WebP or GIF.",
  "not-paced": "Nobody paces this poll: all its questions are there at once.",
  "no-next": "This is the last question.",
  "no-back": "This is the first question.",
  "not-now": "That is not possible at this moment.",
  "not-of-kind": "This kind of question has nothing like that.",
  "too-many-answers": "At most 200 answers can be hidden, and 200 merged.",
  "nothing-to-undo": "There is nothing to undo any more.",
  "receipts-none": "This poll gives no receipts. Its host can switch them on before the first vote.",
  "receipts-open": "The list of receipts is published when the question closes.",
  "receipts-hidden": "The list of receipts is published when the host shows the results.",
  "receipts-text": "There is no list for answers in people's own words: somebody could be known by them.",
  "receipts-few": "There is no list below five ballots: somebody's choice could be guessed.",
  "receipts-many": "There are too many ballots for one list.",
  "nothing-to-change": "Nothing in this would change anything.",
  right: "Say which answer is right, and how many a player may mark.",
  "quiz-kind": "A quiz asks for one or several of some options, for a number, or for a short text.",
  "quiz-options": "A question of a quiz has at most 6 options.",
  "stays-quiz": "A quiz is made as one, and stays one. Copy its questions into another poll.",
  "no-quiz": "This poll is no quiz.",
  "no-such-player": "Nobody of that name has joined.",
  late: "Time was up.",
  "no-players": "Nobody has joined yet.",
  "no-questions": "There is no question yet.",
  "not-playing": "Join with a name first.",
  removed: "The host has removed you from this quiz.",
  "lobby-locked": "The host lets nobody in at the moment.",
  "name-taken": "Somebody has this name already.",
  "name-empty": "A name needs a letter or a number.",
  "name-long": "A name has at most 20 characters.",
  "name-filtered": "Please choose another name.",
  "no-such-team": "There is no such team.",
  stretch: "More time is 1.5 to 10 times, or no limit.",
  "chat-off": "There is no chat in this poll.",
  "chat-closed": "The host has closed the chat.",
  "asks-off": "This poll takes no questions.",
  "asks-closed": "The host takes no more questions.",
  "quiz-runs": "Chat and questions rest while a quiz question runs.",
  muted: "The host has muted you: you can read, not write.",
  filtered: "There is a word in it that is not shown here. Please put it another way.",
  slow: "The host has slowed the chat. Please wait a moment.",
  "too-much-talk": "That is a lot at once. Please wait a moment.",
  "asks-full": "There are as many questions as this poll can hold. The host can archive some.",
  "no-such-message": "This message is gone.",
  "no-such-ask": "This question is gone.",
  "no-such-person": "Nobody here goes by that name.",
  "no-such-notice": "This notice is gone.",
  "notices-full": "There are 50 notices that still count. Withdraw one first.",
  "voter-header": "Say who votes: Authorization: Voter, and a token of 22 to 64 letters and digits.",
  questions: "Send one question, or a list of questions, but not both.",
};

/** Why something was refused, to whom it concerns. */
export function whyNot(code: Code, detail?: string): string {
  return details[detail as Detail] ?? refusals[code];
}

/** Names the place in a poll that somebody sent, as in `questions.0.options.3 long`. */
export function place(detail: string): string | undefined {
  const [path = "", wrong = ""] = detail.split(" ");
  const [, question, field, option] = /^(?:questions\.(\d+)\.?|quiz\.)?(\w*)\.?(\d*)$/.exec(path) ?? [];
  if (question === undefined && !field) return undefined;
  const where = [
    question === undefined ? "" : `question ${Number(question) + 1}`,
    field ? (PLACES[field] ?? `"${field}"`) : "",
    option ? `${Number(option) + 1}` : "",
  ];
  const named = where
    .filter(Boolean)
    .join(", ")
    .replace(/, (\d+)$/, " $1");
  return `${named.charAt(0).toUpperCase()}${named.slice(1)} ${WRONGS[wrong] ?? "is missing or not of the right kind"}.`;
}

const PLACES: Record<string, string> = {
  title: "the title",
  text: "the text",
  options: "option",
  questions: "the list of questions",
  labels: "label",
  unit: "the unit",
  answer: "the answer",
  answers: "answer",
  quiz: "the settings of the quiz",
  accepted: "accepted answer",
  tolerance: "the tolerance",
  teams: "the list of teams",
  minPlayers: "the least number of players",
  pauseSeconds: "the pause",
  countdownSeconds: "the countdown",
};

const WRONGS: Record<string, string> = {
  long: "is too long",
  empty: "is empty",
  few: "has too few entries",
  many: "has too many entries",
  marks: "asks for more answers than it has options",
  range: "needs a range from a smaller to a larger number in whole steps, ten billion at most, with the right answer in it",
  top: "asks to put more options in order than it has",
  faces: "has not one picture or emoji for each option",
  right: "needs a right answer, and leave to mark as many as are right",
  "quiz-kind": "is of a kind that a quiz does not ask",
  "quiz-options": "has more than the 6 options that fit a quiz",
  "no-quiz": "are for a quiz only",
};

/** Small parts that every page shares. */
export const ui = {
  undo: "Undo",
  dismiss: "OK",
  theme: { system: "Colours: as your device", light: "Colours: light", dark: "Colours: dark" },
};

/** A count as people read it: 12,480. */
export const figure = (count: number): string => count.toLocaleString("en");

const people = (count: number): string => (count === 1 ? "1 person" : `${figure(count)} people`);

export const vote = {
  vote: "Vote",
  change: "Change my vote",
  takeBack: "Take my vote back",
  nextQuestion: "Next question",
  nextPerson: "Next person",
  back: "Question before",
  next: "Question after",
  step: (number: number, of: number): string => `Question ${number} of ${of}`,
  voted: (count: number): string =>
    count === 0 ? "Nobody has voted yet" : count === 1 ? "1 has voted" : `${figure(count)} have voted`,
  hint: (min: number, max: number, options: number): string => {
    if (max === 1) return "One answer";
    if (min === max) return max === options ? `All ${max} answers` : `Exactly ${max} answers`;
    if (min === 1) return max >= options ? "Choose all that you like" : `Up to ${max} answers`;
    return `${min} to ${max} answers`;
  },
  chosen: (count: number, max: number): string => `${count} of ${max} chosen`,
  tooFew: (min: number): string => (min === 1 ? "Choose an answer first." : `Choose at least ${min} answers.`),
  tap: "Tap an answer to vote",
  tapAgain: "Tap another to change",
  counts: "Your vote counts",
  closedNow: "Voting is closed",
  closedUnsent: "Voting closed before your answer was sent",
  notYet: "Voting has not started",
  waitsHere: "Your vote is kept on this phone and goes out by itself as soon as there is a connection.",
  chip: {
    saved: "Saved",
    sending: "Sending",
    kept: "Waiting to send",
    connecting: "Connecting",
    reconnecting: "Reconnecting",
    offline: "Offline",
    closed: "Closed",
    waiting: "Waiting for the host",
  },
  heard: {
    saved: "Your vote is saved.",
    takenBack: "Your vote is taken back.",
    counted: (ballots: number): string => `${people(ballots)} voted so far.`,
    opened: (text: string): string => `Open for votes: ${text}`,
    closed: "This question is closed.",
    reconnecting: "The connection is lost. Trying again.",
    back: "Connected again.",
  },
  notCounted: "This vote could not be counted. Load the page again, then vote once more.",
  /** Refused votes: what happened and what to do. */
  refused: {
    closed: "The question closed before your vote arrived, so this vote does not count.",
    "not-open": "The question is not open yet. Vote again when the host opens it.",
    "already-voted": "You have voted before, and your first vote counts.",
    "bad-choice": "The answers have changed in the meantime. Look once more, then vote again.",
    "too-fast": "That was a little fast. Wait a moment, then vote again.",
    full: "The room is full right now. Try again in a moment.",
    busy: "Showhands is very busy right now. Try again in a moment.",
  } as Partial<Record<Code, string>>,
  first: { title: "One moment", line: "The poll is on its way to your phone." },
  hosted: { title: "You are in", line: "The host shows the first question soon. This page changes by itself." },
  gone: { title: "This poll is gone", line: "It was deleted, or the link is not complete. Ask the host for a new one." },
  deleted: { title: "This poll was deleted", line: "The host removed it with all its votes." },
  refusedPage: { title: "This page was disconnected", line: "Your saved votes count. Load the page again to go on." },
  busyTitle: "One moment, please",
  noPage: { title: "There is nothing here", line: "The link may be incomplete. Ask whoever sent it for the whole one." },
  home: "Make your own poll",
  reload: "Load again",
};

function charactersLeft(left: number): string {
  const count = Math.abs(left) === 1 ? "1 character" : `${Math.abs(left)} characters`;
  return left < 0 ? `${count} too many` : `${count} left`;
}

interface Ranged {
  from: number;
  to: number;
  step: number;
  unit: string;
}

const plainNumber = (number: number): string => number.toLocaleString("en", { maximumFractionDigits: 3, useGrouping: "min2" });
const withUnit = (number: number, unit: string): string => (unit ? `${plainNumber(number)} ${unit}` : plainNumber(number));

/** Answering what is more than a list of words. */
export const answer = {
  send: "Send",
  onceMore: "The host asks once more.",
  saidBefore: (said: string): string => `You said: ${said}`,
  rating: {
    hint: "Choose a step",
    none: "Choose a step first.",
    of: (step: number, steps: number): string => `${step} of ${steps}`,
  },
  text: {
    hint: "In your own words",
    label: "Your answer",
    placeholder: { wall: "Write your answer", cloud: "A word or two" },
    none: "Write something first.",
    long: (over: number): string => (over === 1 ? "That is 1 character too long." : `That is ${over} characters too long.`),
    left: charactersLeft,
  },
  number: {
    range: ({ from, to, unit }: Ranged): string => `From ${plainNumber(from)} to ${withUnit(to, unit)}`,
    none: (_: Ranged): string => "Type a number first.",
    outside: ({ from, to, unit }: Ranged): string => `Choose a number from ${plainNumber(from)} to ${withUnit(to, unit)}.`,
    between: ([below, above]: [number, number]): string =>
      `This number lies between two steps. The nearest are ${plainNumber(below)} and ${plainNumber(above)}.`,
    label: ({ from, to, unit }: Ranged): string => `Your number, from ${plainNumber(from)} to ${withUnit(to, unit)}`,
    slider: "Your number on a slider",
    unset: "nothing chosen yet",
    less: "One step less",
    more: "One step more",
    plain: plainNumber,
    value: withUnit,
  },
  ranking: {
    hint: "Best first",
    hintTop: (top: number, ranked: number): string =>
      ranked === 0 ? `Tap your top ${top}, best first` : `${ranked} of ${top} ranked`,
    none: "Rank at least one first.",
    all: "Your order",
    top: (top: number): string => `Your top ${top}`,
    rest: "Not ranked",
    free: "Tap one below",
    send: "Send my ranking",
    asItIs: "Send this order",
    keys: "Space lifts, the arrow keys move, Space drops, Escape puts it back.",
    placed: (text: string, place: number, of: number): string => `${text}, place ${place} of ${of}`,
    add: (text: string, place: number): string => `Put ${text} in place ${place}`,
    up: (text: string): string => `Move ${text} up`,
    down: (text: string): string => `Move ${text} down`,
    moved: (text: string, place: number, of: number): string => `${text} is now in place ${place} of ${of}.`,
    out: (text: string): string => `${text} is not ranked.`,
    lifted: (text: string): string => `${text} is lifted. Arrow keys move it.`,
    dropped: (text: string): string => `${text} is dropped.`,
  },
  own: {
    /** As in figures and in the preview: what stands for all answers of people's own has one name. */
    option: "Other",
    label: "Your own answer",
    placeholder: "Write it here",
  },
};

/** How long a question still takes answers. */
export const countdown = {
  over: "Time is up",
  /** As a clock shows it. */
  clock: (seconds: number): string => {
    const two = (part: number): string => String(part).padStart(2, "0");
    if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
    const hours = Math.floor(seconds / 3_600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  },
  /** The two largest parts, in words. */
  left: (seconds: number): string => {
    const parts = [
      [Math.floor(seconds / 86_400), "day"],
      [Math.floor(seconds / 3_600) % 24, "hour"],
      [Math.floor(seconds / 60) % 60, "minute"],
      [seconds % 60, "second"],
    ] as const;
    const said = parts.filter(([count]) => count > 0).slice(0, 2);
    return said.length === 0
      ? "No time left"
      : `${said.map(([count, of]) => `${count} ${of}${count === 1 ? "" : "s"}`).join(" ")} left`;
  },
};

function ordinal(rank: number): string {
  const tens = rank % 100;
  const end = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${figure(rank)}${end}`;
}

const pointsOf = (points: number): string => (points === 1 ? "1 point" : `${figure(points)} points`);

const verdicts = {
  right: { title: "Right", line: "Well done." },
  partly: { title: "Partly right", line: "Some of it counts." },
  wrong: { title: "Not this time", line: "The next one is yours." },
  late: { title: "Just too late", line: "Your answer came after the end." },
  none: { title: "No answer", line: "The next one is yours." },
  arrived: { title: "You are in", line: "The next question is your first." },
};

/** A player's page of a quiz. */
export const play = {
  points: pointsOf,
  players: (count: number): string =>
    count === 0 ? "Nobody is here yet" : count === 1 ? "1 player is here" : `${figure(count)} players are here`,
  answered: (answered: number, of: number): string => `${figure(answered)} of ${figure(of)} have answered`,
  left: (seconds: number | null): string =>
    seconds === null ? "No time limit" : seconds === 1 ? "1 second left" : `${seconds} seconds left`,
  moreTime: (stretch: number | "none"): string =>
    stretch === "none" ? "No time limit for you" : `${stretch} times the time for you`,
  join: {
    title: "What is your name?",
    titleGiven: "Come and play",
    titleChange: "Another name",
    name: "Your name",
    given: "You get a name of your own, made up for this quiz.",
    offer: (name: string): string => `Be ${name}`,
    another: "Make up another one",
    team: "Your team, if you have one",
    as: (name: string): string => (name ? `Join as ${name}` : "Join"),
    take: "Take this name",
    stay: "Keep mine",
    sending: "Joining …",
    locked: "The host lets nobody in at the moment. This page lets you in as soon as the host does.",
    late: (number: number, of: number): string => `Question ${number} of ${of} is on. You can still come in.`,
    ended: "This game is over. Come in for the next one.",
  },
  removed: {
    title: "You are out of this quiz",
    line: "The host has taken you out. If that was a mistake, talk to the host: this page lets you back in by itself.",
  },
  lobby: {
    hello: "Hello, my name is",
    title: "You are in",
    waitsFor: (count: number): string =>
      count === 1 ? "It starts as soon as one more is here." : `It starts as soon as ${figure(count)} more are here.`,
    hostStarts: "It starts when the host says so. Keep this page open.",
    questions: (count: number): string => (count === 1 ? "1 question" : `${figure(count)} questions`),
    scoring: { speed: "Quick answers earn more", flat: "Speed does not count", ten: "10 points for each right answer" },
    change: "Another name",
  },
  countdown: {
    next: (number: number, of: number): string => `Question ${number} of ${of}`,
    ready: (name: string): string => `Get ready, ${name}`,
    line: "Answers appear here, on your phone.",
  },
  hint: {
    one: "Tap the right answer",
    several: "Mark all that are right",
    number: "Type the right number",
    text: "Type the right answer",
  },
  send: (count: number): string => (count > 1 ? `Send ${count} answers` : "Send"),
  tap: "Your first tap counts",
  sending: "Your answer is on its way",
  sendingLine: "It is kept on this phone until it has arrived.",
  in: "Your answer is in",
  over: "Time is up",
  overLine: "A moment, here comes the answer.",
  late: "Just too late",
  lateLine: "Your answer came after the end. The next question is yours.",
  refused: "This answer could not be counted",
  refusedLine: "The next question is yours.",
  verdict: verdicts,
  streak: (streak: number): string => `${streak} in a row`,
  right: "Right",
  rightYours: "Right, yours",
  yours: "Yours",
  chose: "chose this",
  or: " or ",
  number: (answer: number, tolerance: number, unit: string): string =>
    `${plainNumber(answer)}${tolerance > 0 ? ` ± ${plainNumber(tolerance)}` : ""}${unit ? ` ${unit}` : ""}`,
  rank: ordinal,
  of: (count: number): string => `of ${figure(count)}`,
  ahead: (by: number, name: string): string => (by === 0 ? `Level with ${name}` : `${pointsOf(by)} behind ${name}`),
  leads: (rank: number): string => (rank === 1 ? "You are in front" : "Level with the others here"),
  moved: (by: number): string => {
    const places = Math.abs(by) === 1 ? "1 place" : `${figure(Math.abs(by))} places`;
    return by > 0 ? `Up ${places}` : `Down ${places}`;
  },
  next: {
    host: "The host goes on to the next question.",
    podium: "The host goes on to the podium.",
    questionIn: (seconds: number): string => `Next question in ${seconds}`,
    podiumIn: (seconds: number): string => `The podium in ${seconds}`,
  },
  end: {
    over: "The game is over",
    /** Null where there is nothing to celebrate. */
    title: (rank: number | null): string =>
      rank === 1 ? "You have won" : rank !== null && rank <= 3 ? "On the podium" : "Well played",
    titleNone: "Thank you for being here",
    line: (points: number, of: number): string => `${pointsOf(points)}, among ${figure(of)}`,
    podium: "The first three",
    teams: "Teams",
    yourTeam: "Yours",
    again: "Stay here: when the host plays again, you are in.",
    results: "See all results",
  },
  heard: {
    lobby: (name: string): string => `You are in as ${name}. Wait for the start.`,
    countdown: (seconds: number): string => `It starts in ${seconds} seconds.`,
    question: (number: number, of: number, seconds: number | null): string =>
      `Question ${number} of ${of}. ${seconds === null ? "No time limit." : `${seconds} seconds.`}`,
    revealed: (verdict: keyof typeof verdicts, points: number, rank: number | null): string =>
      [`${verdicts[verdict].title}.`, points > 0 && `${pointsOf(points)}.`, rank !== null && `You are ${ordinal(rank)}.`]
        .filter(Boolean)
        .join(" "),
    finished: (rank: number, points: number): string => `The game is over. You are ${ordinal(rank)} with ${pointsOf(points)}.`,
    reconnecting: "The connection is lost. Trying again.",
    back: "Connected again.",
  },
};

const answersOf = (count: number): string => (count === 1 ? "1 vote" : `${figure(count)} votes`);

/** Writing a question: on the make page, and on the host's. */
export const form = {
  question: "Question",
  questionPlaceholder: {
    choice: "What do you want to know?",
    rating: "What do they rate?",
    ranking: "What do they put in order?",
    text: "What do you ask them?",
    number: "What do they guess?",
  },
  kind: "How people answer",
  kindName: {
    choice: "Choose one or several",
    rating: "Rate",
    ranking: "Put in order",
    text: "Answer in words",
    number: "Guess a number",
  },
  kindShort: { choice: "Choose", rating: "Rate", ranking: "Order", text: "Words", number: "Number" },
  options: "Options",
  option: (letter: string): string => `Option ${letter}`,
  optionPlaceholder: (at: number): string => ["First option", "Second option"][at] ?? "Another option",
  optionsHint: "Enter adds the next one. A pasted list becomes options, one a line.",
  addOption: "Add an option",
  removeOption: (letter: string): string => `Remove option ${letter}`,
  moveUp: (letter: string): string => `Move option ${letter} up`,
  moveDown: (letter: string): string => `Move option ${letter} down`,
  movedTo: (text: string, place: number, of: number): string => `${text} is now ${place} of ${of}`,
  removed: (text: string): string => `Removed: ${text}`,
  pasted: (count: number): string => `${count} options from the list`,
  order: "Reorder",
  orderDone: "Done",
  answers: "How many answers",
  marksName: { one: "One answer", several: "Several", approval: "All that suit" },
  approvalHint: "Approval voting: people mark everything that they could agree to.",
  atLeast: "At least",
  atMost: "At most",
  all: "all of them",
  charactersLeft,
  lacksText: "The question is still without words.",
  lacksOptions: "A question needs at least two options.",
  lacksWords: "Give it a few words too: not everybody sees pictures.",
  ranksTooMany: "Nobody orders more than 20 options. Take some out, or let people choose instead.",
  lacksNumber: "A number goes here.",
  numberTooFine: "At most three decimals, and not beyond a million millions.",
  rangeEmpty: "The largest number is above the smallest.",
  stepNone: "Steps are larger than zero.",
  stepOff: "Whole steps of this size do not lead from the smallest number to the largest.",
  answerOff: "This is none of the numbers that people can give.",
  endsPast: "This moment has passed. Choose a later one.",
  more: "More",
  other: {
    label: "Answers of their own",
    hint: "Below the options people may choose \u201cOther\u201d and write their own.",
    short: "own answers",
  },
  drawn: "Drawn as",
  drawnName: { bars: "Bars", columns: "Columns", donut: "Donut" },
  drawnShort: { bars: "bars", columns: "columns", donut: "a donut" },
  steps: "Scale",
  stepsCount: (steps: number): string => `1 to ${steps}`,
  endLabel: (step: number): string => `${step} means`,
  endPlaceholder: { low: "poor", high: "great" },
  top: "How many to put in order",
  topName: (top: number | null): string => (top === null ? "All of them" : top === 1 ? "Only the best" : `The best ${top}`),
  method: "Who wins",
  methodName: { irv: "Instant-runoff", borda: "Points (Borda)", schulze: "One against one (Schulze)" },
  methodHint: {
    irv: "The last one goes out and its votes move on, round by round, until one has more than half.",
    borda: "A place higher is a point more. The favourite of many who all rank it well, loved or not.",
    schulze: "Each is compared with each other one. Who beats all others wins.",
  },
  methodShort: { irv: "instant-runoff", borda: "points", schulze: "one against one" },
  textLook: "Shown as",
  textLookName: { wall: "A wall of answers", cloud: "A cloud of words" },
  textLookHint: {
    wall: "Answers stay whole. The same answer counts up.",
    cloud: "Answers come apart into words; frequent ones are larger.",
  },
  face: (letter: string): string => `Emoji or picture for option ${letter}`,
  faceTitle: (letter: string): string => `Option ${letter}: emoji or picture`,
  faceClose: "Close",
  facePicture: "Choose a picture",
  facePictureHint: "Or drop one on the option, or paste it. It is made small before it leaves this device.",
  faceEmoji: "Emoji",
  faceOwn: "Any other emoji",
  faceNone: "Take it away",
  noPicture: "This browser sees no picture in that. Try a photo, PNG or JPEG.",
  pictureSet: (letter: string): string => `Option ${letter} has a picture now`,
  pictureUnsent: "A picture did not arrive. Try again.",
  picturesTooLarge: "Together the pictures have more than 2 MB. Take one out, or use emoji.",
  filter: {
    label: "Word filter",
    hint: "Answers with rude words are counted and not shown.",
    short: "word filter",
  },
  numberField: { from: "Smallest", to: "Largest", step: "Steps of", unit: "Unit", answer: "Right answer" },
  numberPlaceholder: { from: "0", to: "100", step: "1", unit: "beans", answer: "if there is one" },
  countdown: "Countdown",
  countdownHint: "Begins when the question opens, and closes it.",
  countdownName: (seconds: number | null): string => {
    if (seconds === null) return "None";
    if (seconds % 60 !== 0) return seconds > 60 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${seconds} seconds`;
    return seconds === 60 ? "1 minute" : `${seconds / 60} minutes`;
  },
  countdownShort: (seconds: number | null): string =>
    seconds === null ? "no countdown" : seconds % 60 === 0 ? `${seconds / 60} min countdown` : `${seconds} s countdown`,
  title: "Title",
  titlePlaceholder: "Title, if you like one",
  resultsWhen: "Who sees the results, and when",
  resultsName: {
    always: "Everybody, all the time",
    "after-vote": "Everybody who has voted",
    "after-close": "Everybody, once voting is closed",
    host: "Only me, until I show them",
  },
  revote: { label: "Votes may be changed", hint: "As long as the question is open." },
  oneTap: { label: "One tap votes", hint: "No button to confirm. For questions with one answer." },
  sharedDevice: { label: "One phone goes around", hint: "After a vote the page offers the next person a turn." },
  keepDays: "Deletes itself",
  keepDaysHint: "Counted from the last time anything happens in the poll.",
  days: (days: number): string => (days === 1 ? "after a day" : `after ${days} days`),
  pace: "Who sets the pace",
  paceName: {
    open: "Everybody: all questions at once",
    host: "I do: one question at a time",
    quiz: "The clock: it is a quiz",
  },
  paceHint: {
    open: "People vote when they like, until voting is closed.",
    host: "Phones follow the big screen. Each question opens when I get to it.",
    quiz: "Players join by name. Each question has its seconds, right answers earn points, and everybody sees who leads.",
  },
  showFrom: "Counts appear",
  showFromName: (ballots: number): string => (ballots <= 1 ? "from the first vote on" : `once ${ballots} people have voted`),
  showFromHint: "In a small room nobody can be read from the figures. The host always sees them.",
  endsAt: "Ends by itself",
  endsAtSaid: (iso: string | null): string =>
    iso === null ? "Never: voting is closed by hand." : `Whatever is still open closes on ${moment(iso)}.`,
  endsNever: "No deadline",
};

/** What a quiz has besides, while it is made. */
export const quizForm = {
  tick: "Tick what is right.",
  right: (letter: string): string => `Option ${letter} is right`,
  several: "Several are right: players mark as many as they like. Each right mark earns its part, each wrong one costs it.",
  kinds: "A quiz asks for one or several options, for words, or for a number: what has a right answer.",
  noKind: {
    rating: "A rating has no right answer, so a quiz cannot count it. Ask it another way, or take this question out.",
    ranking: "An order of several things is beyond a quiz so far. Ask it another way, or take this question out.",
    choice: "",
    text: "",
    number: "",
  },
  optionsTooMany: "A quiz shows at most six options: as many colours and shapes can be told apart from the back of the room.",
  lacksRight: "No option is ticked as right yet.",
  lacksNumber: "What is the right number? A quiz needs it.",
  lacksTolerance: "How far off is still right: a number from 0.",
  lacksAccepted: "What is right? Write at least one answer.",
  acceptedTooMany: "At most 20 answers can be right.",
  acceptedTooLong: "An answer has at most 200 characters.",
  accepted: "Right answers",
  acceptedPlaceholder: "Paris",
  acceptedHint: "One a line. Capitals, accents and full stops make no difference.",
  typos: {
    label: "Forgive slips of the thumb",
    hint: "One wrong letter from six on, two from ten. Off where a letter matters: nitrate, nitrite.",
  },
  numberField: {
    answer: "Right answer",
    tolerance: "How far off is still right",
    from: "Smallest",
    to: "Largest",
    step: "Steps of",
    unit: "Unit",
  },
  numberPlaceholder: { answer: "42", tolerance: "0", from: "0", to: "100", step: "1", unit: "metres" },
  seconds: "Time to answer",
  scoring: "Points",
  scoringName: { speed: "The faster, the more", flat: "The same at any speed", ten: "Ten for each right answer" },
  scoringHint: {
    speed: "1,000 at once, 500 at the last moment.",
    flat: "1,000 for each right answer. Time to think costs nothing.",
    ten: "Nothing for speed, nothing for several in a row.",
  },
  streaks: { label: "More for right answers in a row", hint: "100 more for the second, 200 for the third, at most 500." },
  autoStart: { label: "Starts by itself", hint: "As soon as enough players are here. Else you start it." },
  minPlayers: "Enough are",
  players: (count: number): string => (count === 1 ? "1 player" : `${count} players`),
  countdown: "Countdown before the start",
  secondsName: (seconds: number): string => `${seconds} s`,
  pause: "After each answer",
  pauseName: (seconds: number | null): string => (seconds === null ? "wait for me" : `go on after ${seconds} s`),
  names: "Names",
  namesName: { own: "Players choose", given: "Everybody gets one" },
  namesHint: {
    own: "Rude ones are refused, look-alikes too. You can rename or remove anybody.",
    given: "Like “Brave Otter”: nobody is known by name, and nobody can be rude.",
  },
  teams: "Teams",
  teamsName: (count: number): string => (count === 0 ? "Everybody for themselves" : `${count} teams`),
  teamsHint: "A team scores the mean of its players, so large teams win nothing by being large.",
  team: (letter: string): string => `Team ${letter}`,
  teamLabel: (number: number): string => `Name of team ${number}`,
  settingsLine: (
    { scoring, streaks, autoStart, minPlayers, pauseSeconds, names, teams }: QuizSaid,
    keepDays: number,
    talk: TalkSaid,
  ): string => {
    const parts = [
      { speed: "A quiz with points for speed", flat: "A quiz with points at any speed", ten: "A quiz, ten points each" }[scoring],
      autoStart ? `starts by itself with ${minPlayers}` : "I start it",
      pauseSeconds === null ? "I go on" : `goes on after ${pauseSeconds} s`,
    ];
    if (streaks && scoring !== "ten") parts.splice(1, 0, "more for streaks");
    if (names === "given") parts.push("names are given");
    if (teams.length > 0) parts.push(`${teams.length} teams`);
    parts.push(...alsoTalk(talk));
    parts.push(keepDays === 1 ? "gone after a day" : `gone after ${keepDays} days`);
    return parts.join(", ");
  },
};

/** What people may say beside their votes, while a poll is made and in its settings. */
export const talkForm = {
  title: "Chat and questions",
  line: (talk: TalkSaid): string => talkSaid(talk) ?? "People only vote",
  chat: {
    label: "Chat",
    hint: "Everybody in the room can write to everybody.",
    closed: "Closed for now: it can be read, not written.",
  },
  questions: {
    label: "Questions to me",
    hint: "People ask, and vote up what they want answered most.",
    closed: "Closed for now: what was asked can be read and voted up.",
  },
  reactions: { label: "Reactions", hint: "A tap sends a 👍 or a 🎉 across the big screen." },
  approve: { label: "I look at each question first", hint: "It waits until you let it through." },
  filter: { label: "Word filter", hint: "What has a rude word in it is not sent, and its writer is told so." },
  slow: "Slow mode",
  slowName: (seconds: number): string =>
    seconds === 0 ? "Off" : seconds === 60 ? "A message a minute" : `A message every ${seconds} seconds`,
  slowHint: "For each person in the chat.",
};

interface TalkSaid {
  chat: "off" | "open" | "closed";
  questions: "off" | "open" | "closed";
  reactions: boolean;
}

/** Null where people only vote. */
function talkSaid({ chat, questions, reactions }: TalkSaid): string | null {
  const parts = [chat !== "off" && "chat", questions !== "off" && "ask", reactions && "react"].filter((part) => part !== false);
  if (parts.length === 0) return null;
  return `People may ${parts.join(", ").replace(/, (\w+)$/, " and $1")}`;
}

/** In the middle of a line. */
function alsoTalk(talk: TalkSaid): string[] {
  const said = talkSaid(talk);
  return said === null ? [] : [said.replace("People", "people")];
}

interface QuizSaid {
  scoring: "speed" | "flat" | "ten";
  streaks: boolean;
  autoStart: boolean;
  minPlayers: number;
  pauseSeconds: number | null;
  names: "own" | "given";
  teams: readonly string[];
}

/** Polls as files. */
export const file = {
  open: "From a file",
  title: "A poll from a file",
  line: "Paste it here, choose the file, or drop it anywhere on this page.",
  label: "The poll as text",
  choose: "Choose a file",
  take: "Use this",
  cancel: "Cancel",
  how: "How such a file looks",
  howLine:
    "A question is a paragraph. Its options are lines with a dash; a line with a question mark says what else there is. In a quiz (! pace: quiz) a star behind the dash says what is right: - * Paris. JSON, as the API takes it, works too.",
  example: `# Friday
! pace: host

Where do we go?
- [🍕] Pizza
- [🍣] Sushi
? answers: 1 to 2

How was the week?
? kind: rating 1-5 poor … great

What comes first?
- Speed
- Looks
- Price
? kind: ranking

One word for today?
? kind: text
? look: cloud
? countdown: 60 s

How many beans?
? kind: number 0 to 500
? answer: 321`,
  taken: "The file is in the form.",
  problemAt: (line: number | null, problem: string): string => (line === null ? problem : `Line ${line}: ${problem}`),
  nothing: "There is no question in this.",
  optionAlone: "This option has no question above it. An empty line ends a question.",
  fieldAlone: "This has no question above it. An empty line ends a question.",
  textBehind: "A new question begins after an empty line.",
  noKind: "This question needs options, or a line that says its kind, as in: ? kind: text",
  noField: (name: string): string => `"${name}" is nothing that a question has.`,
  noSetting: (name: string): string => `"${name}" is no setting of a poll.`,
  badValue: (name: string, value: string): string => `"${value}" means nothing for "${name}".`,
  jsonBroken: "This is not complete JSON.",
  jsonNoQuestions: "There is no list of questions in this.",
  jsonQuestion: (number: number): string => `Question ${number} has no text, no known kind, or no list of options.`,
};

export const make = {
  line: "Ask the room. See every hand at once.",
  promise: "No account, no app. Free, for rooms of any size.",
  addQuestion: "Add a question",
  questionNumber: (number: number): string => `Question ${number}`,
  moveQuestionUp: (number: number): string => `Move question ${number} up`,
  moveQuestionDown: (number: number): string => `Move question ${number} down`,
  removeQuestion: (number: number): string => `Remove question ${number}`,
  removedQuestion: (number: number): string => `Question ${number} is removed.`,
  settings: "Settings",
  settingsChange: "Change",
  settingsLine: (
    answers: keyof typeof ANSWERS_SAID,
    { results, revote, oneTap, sharedDevice, receipts: hasReceipts, keepDays, showFrom, endsAt }: SettingsSaid,
    hosted: boolean,
    talk: TalkSaid,
  ) => {
    const many = answers === "several" || answers === "mixed" || answers === "kinds";
    const parts = [
      ANSWERS_SAID[answers],
      revote ? `may change ${many ? "them" : "it"}` : "no changes",
      {
        always: "results at once",
        "after-vote": "results after voting",
        "after-close": "results at the end",
        host: "results when I show them",
      }[results],
    ];
    if (showFrom > 1) parts.push(`from ${showFrom} votes on`);
    if (oneTap) parts.push("one tap votes");
    if (sharedDevice) parts.push("one phone for many");
    if (hasReceipts) parts.push(receipts.setting.short);
    if (hosted) parts.push("I show each question");
    parts.push(...alsoTalk(talk));
    if (endsAt) parts.push(`ends ${moment(endsAt)}`);
    parts.push(keepDays === 1 ? "gone after a day" : `gone after ${keepDays} days`);
    return parts.join(", ");
  },
  templates: "Begin with",
  template: (name: string): string => `${name} is in the form. Change what you like.`,
  makePoll: "Make poll",
  makeQuiz: "Make quiz",
  making: "Making it",
  picturesGoing: "The poll is made. Its pictures are on their way.",
  picturesDone: (done: number, of: number): string => `${done} of ${of} ${of === 1 ? "picture" : "pictures"}`,
  picturesMissing: (missing: number): string =>
    missing <= 1 ? "The poll is made, but a picture is missing" : `The poll is made, but ${missing} pictures are missing`,
  picturesLater: "Without them everything works. You can also put them in later: Edit, on the host page.",
  picturesAgain: "Try again",
  picturesWithout: "Go on without",
  noAnswer: "Showhands did not answer. Everything that you typed is still here; try again.",
  restored: "Your draft is still here.",
  startFresh: "Start fresh",
  cleared: "Started fresh.",
  preview: "On a phone",
  previewQuestion: "Your question",
  previewOption: (letter: string): string => `Option ${letter}`,
  previewOther: "Other",
  previewAnswer: "Type your answer",
  previewHint: {
    rating: "Tap a number",
    text: "In your own words",
    number: (from: string, to: string): string => `From ${from} to ${to}`,
    ranking: (top: number | null): string =>
      top === null ? "The best on top" : top === 1 ? "The best one" : `The best ${top}, in order`,
  },
  haveCode: "Have a code?",
  codePlaceholder: "abc def",
  join: "Join",
  joinTitle: "Join a poll",
  joinLine: "Type the six letters and digits from the screen.",
  wrongCode: "No open poll has this code. Look at the screen once more.",
  tooManyCodes: "That was too many wrong codes in a row. Wait a minute, then try again.",
  codeIncomplete: "A code has six letters and digits.",
  myPolls: "My polls",
  myPollsHint: "Kept on this device only.",
  forget: (title: string): string => `Remove ${title} from this list`,
  another: (title: string): string => `Make another like ${title}`,
  anotherShort: "Make another like this",
  anotherSaid: "It is in the form. Change what you like.",
  forgotten: "Removed from this list. The poll itself is still there.",
  untitled: "Poll without a title",
};

const ANSWERS_SAID = {
  one: "One answer",
  several: "Several answers",
  mixed: "One or several answers",
  rating: "A rating",
  ranking: "An order",
  text: "An answer in words",
  number: "A number",
  kinds: "Several kinds of answers",
};

interface SettingsSaid {
  results: "always" | "after-vote" | "after-close" | "host";
  revote: boolean;
  oneTap: boolean;
  sharedDevice: boolean;
  receipts: boolean;
  keepDays: number;
  showFrom: number;
  endsAt: string | null;
}

/** In this place's time: Friday, 27 November, 14:00. */
function moment(iso: string): string {
  return new Date(iso).toLocaleString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
}

export const host = {
  untitled: "Your poll",
  noKey: {
    title: "This page is for the host",
    line: "Open it with the host link, or on the device that made the poll. If you have the link, paste it here.",
  },
  wrongKey: {
    title: "This host link is no longer valid",
    line: "Somebody made a new host key for this poll. If you have the newest host link, paste it here.",
  },
  gone: { title: "This poll is gone", line: "It was deleted, or it deleted itself after its time." },
  deleted: { title: "The poll is deleted", line: "Its questions, its votes and its links are gone for good." },
  deleting: (seconds: number): string => `The poll will be deleted in ${seconds === 1 ? "1 second" : `${seconds} seconds`}`,
  deletingLine: "Until then nothing is lost.",
  disconnected: { title: "This page was disconnected", line: "Votes go on being counted. Load the page again to go on." },
  reload: "Load again",
  keepIt: "Undo, keep the poll",
  deleteFailed: "The poll could not be deleted. It is still there; try again.",
  hostLink: "Host link or key",
  useLink: "Go on as host",
  notAHostLink: "This is not a host link. It ends in #key= and a long word.",
  toVote: "Go to the voting page",
  makeAnother: "Make another poll",
  wire: { connecting: "Connecting", open: "Live", waiting: "Reconnecting" },
  noLine: "There is no connection right now. Try again when it is back.",
  here: (count: number): string => `${count} here`,
  votedCount: (count: number): string => `${count} voted`,
  delay: (milliseconds: number): string => `${milliseconds} ms`,
  sight: {
    all: "The room sees this",
    voters: "Seen by those who have voted",
    none: "Only you see this",
  },
  phase: { waiting: "Not open yet", open: "Open", closed: "Closed" },
  votes: answersOf,
  controls: "Controls",
  openVoting: "Open voting",
  closeVoting: "Close voting",
  reopenVoting: "Reopen voting",
  showResults: "Show results",
  hideResults: "Hide results",
  reset: "Reset",
  resetAsk: {
    title: "Reset this question?",
    line: (ballots: number): string =>
      `${answersOf(ballots)} will be set aside and counting starts from zero. You can undo it for 10 seconds.`,
    yes: "Reset",
  },
  resetDone: "The question starts from zero.",
  resetUndone: "The votes are back.",
  edit: "Edit",
  editing: "Edit the question",
  save: "Save",
  cancel: "Cancel",
  saved: "Saved.",
  locked: {
    choice:
      "Votes are in. They point at these options, so none can be added, taken out or moved, and how many answers stays. Words and pictures can change.",
    ranking:
      "Votes are in. They order these options, so none can be added, taken out or moved. Words, pictures and who wins can change.",
    rating: "Votes are in. They stand on this scale, so its steps stay. Words can change.",
    number: "Votes are in. They are numbers of this range, so it stays. Words, unit and the right answer can change.",
    text: "Votes are in. Words and looks can change, the kind of question stays.",
  },
  resetFirst: "Reset first",
  asNew: "Ask as a new question instead",
  asNewLine: "This becomes a new question at the end of the poll. The one with votes stays as it is.",
  added: "The new question is at the end.",
  questions: "Questions",
  addQuestion: "Add a question",
  addIt: "Add it",
  settings: "Settings",
  share: "Bring people in",
  qr: (link: string): string => `QR code for ${link}`,
  voteLink: "Link for everybody",
  codeAt: (where: string): string => `Enter this code at ${where}`,
  noCode: "There is no code right now. The link and the QR code work all the same.",
  copyWhat: (what: string): string => `Copy: ${what}`,
  copy: "Copy",
  copied: "Copied.",
  copyByHand: "It is selected now: copy it with your keyboard or by holding it.",
  bigScreen: "Open the big screen",
  results: "Results page",
  more: "Second host, embedding",
  secondHost: "Host link for a second device",
  secondHostWarning: "Whoever has this link can run, change and delete the poll. Show it to nobody else.",
  showHostLink: "Show the host link",
  embed: "Put it into another page",
  embedTitle: (title: string): string => `${title || "Poll"} on Showhands`,
  csv: "CSV",
  json: "JSON",
  downloadFailed: "The download did not work. Try again in a moment.",
  danger: "Start over, new key, delete",
  rotate: "Make a new host key",
  rotateAsk: {
    title: "Make a new host key?",
    line: "All host links from before stop working at once, on every other device. This page goes on with the new key.",
    yes: "Make a new key",
  },
  rotated: "The new key is in use. Old host links no longer work.",
  delete: "Delete the poll",
  deleteAsk: {
    title: "Delete this poll?",
    line: "Questions, votes and links will be gone for everybody. You can undo it for 10 seconds.",
    yes: "Delete",
  },
};

/** The host's controls: where the room is, and what comes next. */
export const run = {
  lobby: { title: "The room sees how to join", line: (next: string): string => `First comes: ${next}` },
  roomIsHere: "The room is here",
  roomIsAt: (number: number): string => `The room is at question ${number}.`,
  roomWaits: "The room still waits for the first question.",
  onlyYou: "Only you look at this question.",
  backToRoom: "Back to the room",
  goHere: "Bring the room here",
  goTo: (number: number): string => `Bring the room to question ${number}`,
  first: "Show the first question",
  next: "Next question",
  open: "Open voting",
  close: "Close voting",
  show: "Show the results",
  end: "Open the results page",
  back: "Back",
  again: "Ask again",
  askedAgain: "A new round is open. The round before stays for comparison.",
  countdownOf: (seconds: number): string => (seconds < 60 ? `${seconds} s` : `${seconds / 60} min`),
  countdownName: (seconds: number): string => `Countdown ${run.countdownOf(seconds)}`,
  moreTime: "+30 s",
  moreTimeName: "Countdown +30 s",
  stopCountdown: "Stop clock",
  pollEnds: "until all closes",
  tooFew: (showFrom: number): string => `The room sees figures once ${showFrom} have voted.`,
  paceLocked: "Votes are in, so the pace stays as it is. Clear all votes to change it.",
  kind: { choice: "Choice", rating: "Rating", ranking: "Ranking", text: "Open answers", number: "Number" },
  isAgain: "Asked again",
  resultsShown: (number: number): string => `Results of question ${number} are shown to the room`,
  keys: [
    ["Space", "next step"],
    ["\u2190", "back"],
    ["H", "results"],
    ["O", "open or close"],
    ["T", "countdown"],
  ] as readonly (readonly [string, string])[],
  keysOpen: [
    ["\u2190 \u2192", "questions"],
    ["H", "results"],
    ["O", "open or close"],
    ["T", "countdown"],
  ] as readonly (readonly [string, string])[],
};

/** What the host does with open answers. */
/** The console of a quiz. */
export const quizHost = {
  now: "What the room sees now",
  phase: {
    "not-started": "Lobby",
    countdown: "Starting",
    question: "Question",
    locked: "Time is up",
    revealed: "Answer shown",
    finished: "Finished",
  },
  questionOf: (number: number, of: number): string => `Question ${number} of ${of}`,
  game: (game: number): string => `Game ${game}`,
  answered: (answered: number, players: number): string => `${figure(answered)} of ${figure(players)} answered`,
  playersHere: (count: number): string => (count === 1 ? "player here" : "players here"),
  newest: "Who has come in, the newest first",
  starts: (byItself: boolean, players: number): string =>
    byItself ? `Starts by itself with ${players} ${players === 1 ? "player" : "players"}.` : "Starts when you say so.",
  aboutToStart: "The first question is about to appear.",
  over: (winners: readonly string[]): string => {
    if (winners.length === 0) return "Nobody has scored";
    if (winners.length > 3) return `${winners.length} players share the first place`;
    return winners.length === 1 ? `${winners[0]} wins` : `${winners.slice(0, -1).join(", ")} and ${winners.at(-1)} win`;
  },
  onlyYou: "Only you see this.",
  allSee: "Everybody sees this.",
  isRight: "Right",
  number: (answer: number, tolerance: number, unit: string): string =>
    [figure(answer), tolerance > 0 ? `± ${figure(tolerance)}` : "", unit].filter(Boolean).join(" "),
  controls: "Controls of the quiz",
  step: {
    "not-started": "Start",
    countdown: "Starting …",
    question: "End the question now",
    locked: "A moment …",
    revealed: "Next question",
    finished: "Play again",
  },
  podium: "To the podium",
  noPlayers: "Waiting for players",
  hold: "Wait",
  stopCountdown: "Stop the countdown",
  finish: "End game",
  finishAsk: {
    title: "End the game in the middle of a question?",
    line: "This question counts for nobody. All the others do.",
    yes: "End the game",
  },
  results: "Results page",
  lobbyOpen: "Lobby open",
  lobbyLocked: "Lobby locked",
  burst: {
    title: "Many people came in at once,",
    line: "so the lobby has locked itself for a minute. Do you expect them?",
    letIn: "Let them in",
    keep: "Keep it locked",
  },
  keys: [
    ["Space", "next step"],
    ["H", "wait here"],
    ["L", "lock the lobby"],
  ] as readonly (readonly [string, string])[],
  board: "Leaderboard",
  finalBoard: "Final table",
  teams: "Teams",
  andMore: (count: number): string => `and ${figure(count)} more`,
  moved: (places: number): string => (places > 0 ? `up ${places}` : `down ${-places}`),
  gained: (points: number): string => `+${figure(points)}`,
  points: (points: number): string => figure(points),
  playersTitle: (count: number): string => (count === 0 ? "Players" : `Players: ${figure(count)}`),
  nobodyYet: "Nobody has joined yet.",
  listFailed: "The list could not be read.",
  again: "Try again",
  playerState: { here: "here", away: "away", answered: "answered", thinking: "thinking", removed: "removed" },
  pages: "Pages of players",
  pageBefore: "Page before",
  pageAfter: "Next page",
  pageOf: (page: number, pages: number): string => `${page} of ${pages}`,
  close: "Close",
  name: "Name",
  nameLong: "A name has at most 20 characters.",
  rename: "Save the name",
  anotherName: "Give a friendly one",
  renamed: "The name is changed.",
  stretch: "Time to answer",
  stretchName: (stretch: number | "none"): string =>
    stretch === "none" ? "No limit" : stretch === 1 ? "As everybody" : `${stretch} times as much`,
  stretchShort: (stretch: number | "none"): string => (stretch === "none" ? "no limit" : `${stretch}×`),
  stretchHint: "The room waits for them, and nobody else sees whose time it is. The same share of the time earns the same points.",
  stretched: "Done. It counts from the next question on, or at once while one is open.",
  remove: "Remove from the quiz",
  removed: "Removed. Their points no longer count.",
  readmit: "Let in again",
  readmitted: "They are in again.",
  questions: "Questions",
  questionsLocked: "While a game runs, the questions stay as they are.",
  editQuestion: "Edit question",
  asked: "Asked now",
  told: "Told",
  settingsLocked: "While a game runs, points, names and teams stay as they are.",
  tableCsv: "Final table, CSV",
  tableOf: (game: number, games: number): string => (games > 1 ? `Final table of game ${game}` : "Final table"),
  place: "Place",
  player: "Player",
  team: "Team",
  pointsHead: "Points",
  rightHead: "Right",
  rightOf: (right: number, of: number): string => `${figure(right)} of ${figure(of)}`,
  gotIt: (right: number, of: number): string => `${figure(right)} of ${figure(of)} right`,
  showTables: "Show the whole tables",
};

/** Who says something without a name, wherever it is read. */
const NAMELESS = "No name";

/** How a host cares for what the room says. */
export const talkHost = {
  title: "The room",
  waits: (count: number): string => (count === 1 ? "1 question waits" : `${figure(count)} questions wait`),
  tabs: "What the room says",
  tab: { asks: "Questions", chat: "Chat", people: "People", notices: "Notices" },
  waitingBadge: (count: number): string => `, ${figure(count)} ${count === 1 ? "waits" : "wait"}`,
  newBadge: (count: number): string => `, ${figure(count)} new`,
  loading: "A moment …",
  off: {
    chat: { line: "People cannot write to each other here.", on: "Open a chat" },
    asks: { line: "People cannot ask you anything here.", on: "Take questions" },
  },
  part: {
    chat: {
      open: "The chat is open.",
      closed: "The chat is closed: everybody reads, only hosts write.",
      close: "Close the chat",
      reopen: "Open the chat",
    },
    asks: {
      open: "People may ask.",
      closed: "Nobody can ask for now. Votes on questions go on.",
      close: "Take no more",
      reopen: "Take questions",
    },
  },
  reactions: "Reactions",
  reacted: (emoji: string, count: number): string => `${emoji} ${figure(count)}`,
  by: (name: string, host: boolean): string => name || (host ? "Host" : NAMELESS),
  host: "Host",
  at: (iso: string): string => new Date(iso).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
  more: "More",
  moreOn: (text: string): string => `More for: ${text}`,
  name: {
    approve: "Let it through",
    hide: "Hide",
    show: "Show again",
    remove: "Remove",
    pin: "Big screen",
    unpin: "Big screen",
    next: "Next",
    answered: "Answered",
    archive: "Archive",
    reopen: "Open again",
    reply: "Write an answer",
  },
  pinMessage: "Pin",
  unpinMessage: "Unpin",
  done: {
    approve: "Everybody sees the question.",
    hide: "Hidden. Only hosts see it.",
    show: "It is to be seen again.",
    remove: "Removed for good.",
    pin: "It is on the big screen.",
    unpin: "It is off the big screen.",
    next: "Who asked is told that they are next.",
    answered: "Marked as answered.",
    archive: "In the archive.",
    reopen: "It is open again.",
    reply: "Your answer stands under the question.",
    unreply: "The answer is taken back.",
  },
  pinnedMessage: "It stands above the chat.",
  unpinnedMessage: "It no longer stands above the chat.",
  resetWhy: "Those who voted are told. Why, if you like:",
  removeAsk: {
    title: "Remove this for good?",
    line: "Its words are deleted, for everybody and for you. Hiding it can be undone, this cannot.",
    yes: "Remove",
  },
  asks: {
    waiting: (count: number): string => `Waiting for you: ${figure(count)}`,
    open: (count: number): string => `Open: ${figure(count)}`,
    answered: (count: number): string => `Answered: ${figure(count)}`,
    archived: (count: number): string => `Archive: ${figure(count)}`,
    hidden: (count: number): string => `Hidden: ${figure(count)}`,
    none: "No questions yet. They appear here as they are asked.",
    votes: answersOf,
    sort: "Votes have changed: put in order",
    showMore: (count: number): string => `Show ${figure(count)} more`,
    onScreen: "On the big screen",
    isNext: "Next",
    reply: "Answer",
    replyHint: "Everybody reads it under the question. Empty takes it back.",
    save: "Save the answer",
    cancel: "Cancel",
  },
  chat: {
    none: "Nobody has written yet.",
    older: "Older messages are kept, and not shown here.",
    log: "Messages",
    write: "Write to the room",
    placeholder: "Write as host",
    send: "Send",
    newest: messagesNew,
    hidden: "Hidden",
    pinned: "Pinned",
    sending: "Sending",
    drop: "Take it back",
  },
  mute: "Mute",
  unmute: "Unmute",
  mutePerson: (name: string): string => `Mute ${name || "this person"}`,
  unmutePerson: (name: string): string => `Unmute ${name || "this person"}`,
  muted: (name: string): string => `${name || "This person"} can read and vote, and no longer write.`,
  unmuted: (name: string): string => `${name || "This person"} may write again.`,
  writeTo: "Write",
  writeToPerson: (name: string): string => `Write to ${name || "this person"}`,
  people: {
    title: (present: number, total: number): string =>
      present === total ? `${figure(total)} here` : `${figure(present)} here, ${figure(total)} in all`,
    none: "Nobody has come yet.",
    since: (at: string): string => `since ${at}`,
    present: "here",
    away: "away",
    muted: "muted",
    votes: "What anybody has voted is never shown here.",
    sort: "Put in order",
    failed: "The list could not be read.",
    again: "Try again",
    pages: "Pages of people",
  },
  notices: {
    to: "To",
    toName: {
      all: "Everybody",
      voters: "Everybody who is no host",
      hosts: "Hosts",
      players: "Players",
      voted: "Those whose votes no longer count",
      person: "One person",
    },
    toPerson: (name: string): string => `Only ${name || "this person"}`,
    toEverybody: "To more than one person",
    forYou: "A notice for you",
    gotIt: "OK",
    text: "Notice",
    placeholder: "The break is over in five minutes.",
    hint: "It appears at once on phones that are here, and on the others when they come back in time.",
    minutes: "Counts for",
    minutesName: (minutes: number): string => {
      if (minutes < 60) return minutes === 1 ? "a minute" : `${minutes} minutes`;
      if (minutes < 1_440) return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
      return minutes === 1_440 ? "a day" : `${minutes / 1_440} days`;
    },
    send: "Send the notice",
    lacksText: "What do you want to tell them?",
    tooLong: "A notice has at most 300 characters.",
    isSent: "The notice is on its way.",
    sent: "Sent",
    none: "No notices yet.",
    counts: (delivered: number, seen: number): string => `delivered to ${figure(delivered)}, seen by ${figure(seen)}`,
    until: (at: string): string => `until ${at}`,
    over: "over",
    withdraw: "Withdraw",
    withdrawIt: (text: string): string => `Withdraw: ${text}`,
    withdrawn: "Withdrawn. Who has not got it will not get it.",
  },
};

export const answers = {
  title: "Answers",
  none: "Answers appear here as they come in.",
  sort: "Order",
  sortName: { frequent: "Most frequent", newest: "Newest" },
  times: (count: number): string => `${count}×`,
  hide: "Hide",
  hideIt: (answer: string): string => `Hide: ${answer}`,
  hid: (answer: string): string => `Hidden: ${answer}`,
  shown: (answer: string): string => `Shown: ${answer}`,
  show: "Show it",
  showIt: (answer: string): string => `Show: ${answer}`,
  select: (answer: string): string => `Select: ${answer}`,
  selected: (count: number): string => (count === 1 ? "1 answer selected" : `${count} answers selected`),
  selectMore: "Select another one to count them as one.",
  countAs: "Count them as",
  merge: "Count as one",
  merged: (into: string): string => `They count as: ${into}`,
  holds: (from: readonly string[]): string => `with ${from.join(", ")}`,
  split: "Split",
  splitIt: (answer: string): string => `Split up: ${answer}`,
  wasSplit: (answer: string): string => `Split up again: ${answer}`,
  hidden: (count: number): string => (count === 1 ? "1 hidden answer" : `${count} hidden answers`),
  held: (count: number): string =>
    count === 1 ? "1 answer held back by the word filter" : `${count} answers held back by the word filter`,
  rare: (count: number): string =>
    count === 1 ? "One more answer is counted and not listed here." : `${count} more answers are counted and not listed here.`,
  all: "List all answers",
  notAll: "The other answers could not be had just now. Try again in a moment.",
  clear: "Select none",
};

/** Trying a poll out before the room comes. */
export const rehearsal = {
  start: "Try it out",
  begin: "Let them vote",
  hint: "25 pretend people vote, so you see how everything looks. Clear their votes before the room comes.",
  running: "Pretend people are voting",
  stop: "Stop them",
  banner: "Rehearsal",
  rest: "There are pretend votes in this poll.",
  clear: "Clear all votes before the room comes",
  clearAll: "Clear all votes",
  clearAsk: {
    title: "Clear all votes?",
    line: "Every question starts from zero, as when the poll was made. You can undo it for 10 seconds.",
    yes: "Clear all votes",
  },
  cleared: "All votes are cleared. The poll is as new.",
  back: "All votes are back.",
  answers: [
    "Great",
    "great",
    "Coffee",
    "More time",
    "Curious",
    "Tired",
    "Hopeful",
    "Ready",
    "Lunch",
    "A longer answer that somebody typed",
  ],
  failed: "The pretend votes did not get through. Try again in a moment.",
};

/** Copies and files of a poll. */
export const keeping = {
  title: "Copy, files",
  copy: "Duplicate this poll",
  copyHint: "The same questions under a new link, with a new host key.",
  copyEmpty: "Without votes",
  copyVotes: "With its votes",
  copied: "The copy is ready.",
  openCopy: "Open the copy",
  copyFailed: "The copy did not work. Try again in a moment.",
  copyTitle: (title: string): string => `Copy of ${title}`,
  files: "The questions as a file",
  filesHint: "To read, change and import on the start page.",
  asText: "Questions as text",
  asJson: "Questions as JSON",
  /** Not to be mixed up with the results of the same poll. */
  fileOf: (title: string): string => `${title} questions`,
  resultsTitle: "The results as a file",
};

const DAY_AND_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const TO_THE_SECOND = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export const results = {
  title: "Results",
  untitled: "Results of a poll",
  voted: (count: number): string => (count === 0 ? "Nobody voted" : `${people(count)} voted`),
  /** Of a quiz. */
  answered: (count: number): string => (count === 0 ? "Nobody answered" : `${people(count)} answered`),
  several: "Several answers were possible, so the shares can add up to more than 100%.",
  hidden: "The host has not shown these results.",
  hiddenUntilClosed: "The results appear here once voting is closed.",
  open: "Voting is still open",
  waiting: "Not open yet",
  closed: "Closed",
  print: "Print",
  csv: "CSV",
  csvBallots: "CSV, every ballot",
  json: "JSON",
  link: "Link to this page",
  hiddenUntilEnough: (count: number): string =>
    `The results appear here once ${people(count)} voted, so that no single answer can be told apart.`,
  showAll: "Show me what the room does not see",
  onlyYou: "Only you see all of this. Others see what is shown to the room.",
  notNow: "That did not work. Try again in a moment.",
  questions: (count: number): string => `${count} questions`,
  upTo: (count: number): string => (count === 0 ? "nobody voted" : `up to ${people(count)} voted`),
  unplayed: "Nobody has played yet",
  upToAnswered: (count: number): string => `up to ${people(count)} answered`,
  when: (from: Date, to: Date): string => DAY_AND_TIME.formatRange(from, to),
  time: (from: Date, to: Date, at: Date): string =>
    (to.getTime() - from.getTime() < 2 * 60_000
      ? TO_THE_SECOND
      : from.toDateString() === to.toDateString()
        ? TIME
        : DAY_AND_TIME
    ).format(at),
  course: "How the vote went",
  courseTold: (ballots: number, from: Date, half: Date, to: Date): string => {
    const said = [from, half, to].map((at) => results.time(from, to, at));
    return `${answersOf(ballots)} from ${said[0]} to ${said[2]}, half of them by ${said[1]}.`;
  },
  picture: "Picture to share",
  pictureOf: (question: string): string => `Picture to share: ${question}`,
  pictureAlt: (question: string): string => `The picture of: ${question}`,
  pictureSize: "Shape",
  pictureSizes: { wide: "Wide", square: "Square" },
  savePicture: "Save",
  share: "Share",
  notShared: "This device did not share it. Save the picture instead.",
  close: "Close",
  toVote: "Go to the voting page",
  number: (number: number): string => `Question ${number}`,
};

/** Results as they are drawn, on every page. */
export const figures = {
  percent: (percent: number): string => `${percent}%`,
  votes: answersOf,
  answers: (count: number): string => (count === 1 ? "1 answer" : `${figure(count)} answers`),
  times: (count: number): string => `${figure(count)}×`,
  value: (value: number, unit = ""): string => `${measured(value)}${unit && ` ${unit}`}`,
  tick: (value: number): string =>
    Math.abs(value) < 10_000 ? measured(value) : value.toLocaleString("en", { notation: "compact" }),
  mine: "your vote",
  other: "Other",
  others: "Others",
  ownAnswers: "Own answers",
  more: (count: number): string => `and ${figure(count)} more`,
  voteBefore: "Vote before",
  voteNow: "This vote",
  change: (points: number): string => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0"),
  changeTold: (points: number): string =>
    points === 0 ? "as before" : `${Math.abs(points)} points ${points > 0 ? "more" : "fewer"} than before`,
  mean: "Mean",
  median: "Median",
  right: "Right answer",
  nearest: "Nearest",
  nearestSaid: (value: string, count: number): string => `${value}, said by ${people(count)}`,
  step: (step: number, label: string): string => (label ? `${step}, ${label}` : `${step}`),
  bin: (from: string, to: string): string => `${from} to ${to}`,
  place: (place: number): string => `${place}.`,
  minePlace: (place: number): string => `you: ${place}.`,
  points: (points: number): string => (points === 1 ? "1 point" : `${figure(points)} points`),
  duels: (won: number, of: number): string => `wins ${won} of ${of}`,
  out: "out",
  outIn: (round: number): string => `out in round ${round}`,
  rounds: "Round by round",
  round: (round: number): string => `Round ${round}`,
  moved: (votes: number): string => `+${figure(votes)}`,
  goes: (name: string): string => `${name} has the fewest votes and goes out.`,
  goesTied: (name: string, rule: TieRule): string =>
    `Several have the fewest votes. ${name} goes out: ${
      { "first-places": "fewest put it first", borda: "it has the fewest points", order: "it stands last in the list" }[rule]
    }.`,
  wins: (name: string, votes: number, of: number): string => `${name} has ${figure(votes)} of ${figure(of)} and wins.`,
  exhausted: (count: number): string => `${count === 1 ? "1 ballot has" : `${figure(count)} ballots have`} nothing left to count`,
  notAll: "This was shortened for the road. The results page has all of it.",
  firstPlaces: "First places",
  method: { irv: "Instant-runoff", borda: "Borda", schulze: "Schulze" },
  otherMethods: "Other ways to count",
  methodOrder: (method: string, names: readonly string[]): string => `${method}: ${names.join(", ")}`,
  pairs: "One to one",
  pairsHint: "How many prefer the option of the row to the option of the column.",
  why: (why: Why, options: readonly string[]): string => {
    const [winner, over] = [options[why.winner] ?? "", options[why.over] ?? ""];
    switch (why.method) {
      case "irv":
        return whyRunoff(why, winner, over, why.led === undefined ? undefined : options[why.led]);
      case "borda":
        return whyBorda(why, winner, over);
      case "schulze":
        return whySchulze(why, winner, over);
    }
  },
};

/** Years are written 1950, not 1,950. */
const measured = (value: number): string => value.toLocaleString("en", { useGrouping: "min2" });

type WhyOf<Name extends Why["method"]> = Extract<Why, { method: Name }>;

function whyRunoff({ round, votes, of, tie }: WhyOf<"irv">, winner: string, over: string, led: string | undefined): string {
  const ledFirst = led === undefined ? "" : ` ${led} led the first round.`;
  if (tie)
    return `In round ${round - 1} only ${winner} and ${over} were left, with as many votes each. ${tieSaid(tie, winner)}${ledFirst}`;
  if (round === 1) return `${winner} won at once: ${votes === 1 ? "1" : figure(votes)} of ${ballotsOf(of)} put it first.`;
  return `${winner} won in round ${round} with ${figure(votes)} of ${ballotsOf(of)} that still counted.${ledFirst}`;
}

function whyBorda({ points, overPoints, tie }: WhyOf<"borda">, winner: string, over: string): string {
  if (tie) return `${winner} and ${over} have ${figures.points(points)} each. ${tieSaid(tie, winner)}`;
  return `${winner} won with ${figures.points(points)}. ${over} follows with ${figure(overPoints)}.`;
}

function whySchulze({ votes, against, condorcet, tie }: WhyOf<"schulze">, winner: string, over: string): string {
  const duel = `${people(votes)} ${votes === 1 ? "prefers" : "prefer"} it to ${over}, ${figure(against)} the other way round.`;
  if (condorcet) return `${winner} beats every other option one to one: ${duel}`;
  const none = "No option beats all others one to one, so the strongest chain of wins decides.";
  if (tie) return `${none} ${winner} and ${over} are equal there. ${tieSaid(tie, winner)}`;
  return `${none} It leads to ${winner}: ${duel}`;
}

function tieSaid(tie: TieRule, winner: string): string {
  const said: Record<TieRule, string> = {
    "first-places": `${winner} stands before because more people put it first.`,
    borda: `As many people put them first, and ${winner} stands before because it has more points over all places.`,
    order: `Nothing else tells them apart, so ${winner} stands before because it comes first in the list.`,
  };
  return said[tie];
}

const ballotsOf = (count: number): string => (count === 1 ? "1 ballot" : `${figure(count)} ballots`);

/** The big screen. */
export const stage = {
  question: (number: number, of: number): string => `Question ${number} of ${of}`,
  page: (number: number, of: number): string => `Answers ${number}/${of}`,
  again: "Asked again",
  roundOf: (round: number, of: number): string => `Round ${round} of ${of}`,
  percent: (percent: number): string => `${percent}%`,
  was: (percent: number): string => `was ${percent}%`,
  placeWas: (place: number): string => `was ${place}.`,
  before: (ballots: number): string => `Thin or pale: the round before, when ${people(ballots)} voted.`,
  mean: (mean: number): string => mean.toFixed(1),
  meanOf: (steps: number): string => `Mean, of ${steps}`,
  saidBy: (count: number): string => `by ${people(count)}`,
  count: figure,
  half: "half",
  voted: "voted",
  haveVoted: (count: number): string => (count === 1 ? "has voted" : "have voted"),
  here: "here",
  join: "Join in",
  address: (address: string): string => `Join at ${address}/j`,
  scan: "Scan to vote",
  qr: "QR code that opens this poll",
  invite: "Hands up: scan the code and be the first to vote",
  hidden: "Results come later. Votes are being counted.",
  notOpen: "Voting opens soon",
  closed: "Voting is closed",
  closedShort: "Closed",
  closedHidden: "Voting is closed. Results come later.",
  tooFew: (least: number): string => `Results show from ${least} votes on, so that nobody can be found out.`,
  lobby: "The first question comes soon",
  reconnecting: "Reconnecting",
  atTheEnd: "That was the last question.",
  againLater: "Close the question first, then ask it again.",
  timeLater: "A countdown needs a question that is open.",
  gone: { title: "This poll is gone", line: "It was deleted, or the link is not complete." },
  deleted: { title: "This poll was deleted", line: "The host removed it with all its votes." },
  keys: {
    title: "Keys",
    close: "Back to the stage",
    hostTitle: "Run the poll",
    everyTitle: "This screen",
    noKey:
      "This device does not hold the host's key, so it only shows the poll. Open the stage from the host's page to run it from here.",
    host: [
      [["Space"], "The next sensible step: open, close, show the results, next question"],
      [["→", "←"], "Next question, question before (also PageDown and PageUp of a clicker)"],
      [["O"], "Open or close voting"],
      [["H"], "Hide or show the results (also B and . of a clicker)"],
      [["T"], "Countdown: half a minute more"],
      [["Shift", "T"], "No countdown"],
      [["A"], "Ask a closed question again, as a second round"],
    ],
    every: [
      [["→", "←"], "Next question, question before; in a walk, the next count"],
      [["↑", "↓"], "More answers, where there are several pages"],
      [["R"], "How a ranking was counted, step by step"],
      [["Q"], "The code, large"],
      [["F"], "Full screen"],
      [["?"], "These keys"],
      [["Esc"], "Back to the question"],
    ],
  } as const,
};

/** The big screen of a quiz. */
export const quizStage = {
  title: "Join the quiz",
  players: (count: number): string => (count === 1 ? "player" : "players"),
  playersIn: (count: number): string => (count === 1 ? "1 player" : `${figure(count)} players`),
  questions: (count: number): string => (count === 1 ? "1 question" : `${count} questions`),
  gameOf: (game: number, questions: number): string => `Game ${game}, ${questions === 1 ? "1 question" : `${questions} questions`}`,
  hostStarts: "The host starts.",
  startsWith: (players: number): string => `It starts by itself with ${players} players.`,
  locked: "Nobody else comes in right now",
  first: "Scan the code, choose a name, be the first",
  newest: "Players, the newest",
  reconnecting: "Reconnecting",
  ready: "Get ready",
  answered: "answered",
  answeredOf: (answered: number, players: number): string => `${figure(answered)} of ${figure(players)}`,
  timeUp: "Time is up",
  howNumber: ({ from, to, unit }: { from: number; to: number; unit: string }): string =>
    `Type a number: ${withUnit(from, "")} to ${withUnit(to, unit)}`,
  howText: "Type your answer",
  right: "Right",
  rightIs: (answer: string): string => `The right answer: ${answer}`,
  within: (least: string, most: string): string => `${least} to ${most} counts`,
  orWords: (others: readonly string[]): string => `or ${others.join(", ")}`,
  leaderboard: "Leaderboard",
  teams: "Teams",
  points: (points: number): string => figure(points),
  gained: (points: number): string => `+${figure(points)}`,
  moved: (by: number): string => `${by > 0 ? "up" : "down"} ${Math.abs(by)} ${Math.abs(by) === 1 ? "place" : "places"}`,
  podium: "Well played",
  bestTeam: "Best team:",
  won: (name: string): string => `First place: ${name}`,
  finalTable: "Final table",
  best: (count: number): string => `The best ${count}. Everybody has their own place on their phone.`,
  thanks: "Thank you for playing.",
  over: "The quiz is over",
  noPoints: "It ended before the first answer was told, so nobody has points.",
  nobody: "Nobody has joined yet.",
  soundOn: "Sound is on",
  soundOff: "Sound is off",
  keys: {
    hostTitle: "Run the quiz",
    host: [
      [["Space"], "The next sensible step: start, end the question, places, next question, podium, table, play again"],
      [["→"], "The same (also PageDown of a clicker)"],
      [["H"], "Hold: stop what would go on by itself (also B and . of a clicker)"],
      [["L"], "Lock or open the lobby"],
    ],
    every: [
      [["→", "←"], "Answer and places, podium and table"],
      [["S"], "Sound: ticks and a gong, or none"],
      [["Q"], "The code, large"],
      [["F"], "Full screen"],
      [["?"], "These keys"],
      [["Esc"], "Back to the quiz"],
    ],
  } as const,
};

/** What people say to one another, on a phone. */
export const talk = {
  dock: "Talk",
  chat: "Chat",
  chatNew: (count: number): string => (count === 0 ? "Chat" : `Chat, ${messagesNew(count)}`),
  asks: "Questions",
  asksNew: (count: number): string => (count === 0 ? "Questions" : `Questions, ${figure(count)} new`),
  badge: badgeOf,
  react: "React",
  palette: "Reactions",
  reactions: { "👍": "Thumbs up", "❤️": "Heart", "😂": "Laughing", "👏": "Clapping", "🎉": "Party", "🤔": "Thinking" },
  close: "Close",
  rests: "Chat rests while a question runs",
  opened: "A question is open now.",
  toQuestion: "Go to it",
  older: "Older messages are not shown.",
  quiet: { title: "Nobody has said anything yet", line: "What you write here is read by everyone in the room." },
  noAsks: { title: "No questions yet", line: "Ask the host something. Others can vote it up." },
  nameless: NAMELESS,
  you: "You",
  host: "Host",
  pinned: "Pinned",
  sending: "Sending",
  waits: { slow: "Waits its turn: the chat is slowed", other: "Waits its turn" },
  offline: "Goes out when you are back online",
  mend: "Edit",
  forget: "Delete",
  toEnd: "To the newest",
  newBelow: messagesNew,
  heard: messagesNew,
  heardAsks: (count: number): string => (count === 1 ? "1 new question" : `${figure(count)} new questions`),
  write: "Write a message",
  ask: "Ask a question",
  send: "Send",
  sendAsk: "Ask",
  left: (points: number): string => (points >= 0 ? `${figure(points)} left` : `${figure(-points)} too many`),
  name: "Your name",
  as: "Write as:",
  noName: "no name",
  changeName: "change",
  keepName: "Done",
  sort: "Order",
  byVotes: "Most votes",
  byTime: "Newest",
  votes: answersOf,
  upvote: (count: number): string => `Vote up, ${talk.votes(count)}`,
  waiting: "Waits for the host",
  next: "Next",
  onScreen: "On the big screen",
  answered: "Answered",
  reply: "The host",
  notice: "From the host",
  system: "Notice",
  seen: "OK",
  more: (count: number): string => `${figure(count)} more`,
};

/** How many are new, where there is room for two digits. */
export function badgeOf(count: number): string {
  return count > 99 ? "99+" : figure(count);
}

function messagesNew(count: number): string {
  return count === 1 ? "1 new message" : `${figure(count)} new messages`;
}

/** Of what the room says, on the big screen. */
export const talkStage = {
  taps: (count: number): string => `×${figure(count)}`,
  somebody: "From the room",
  host: "The host",
  votes: (count: number): string => (count === 1 ? "vote" : "votes"),
  answered: "Answered",
  reply: "The host answers",
  says: (text: string): string => `A question from the room: ${text}`,
  wanted: "What the room asks",
  none: "No questions yet. Ask the first one on your phone.",
  now: "Now",
  nextShort: "Next",
  next: "Next question:",
  pinned: "From the chat:",
  key: [["W"], "What the room asks, the most votes first"],
} as const;

/** What the system itself gives people to know. `about`: the question as it was asked; `more`: the host's own words, or none. */
export const notices: Record<NoticeCode, (about: string, more: string) => string> = {
  "ask-approved": () => "Your question is on the list now.",
  "ask-next": () => "Your question is next.",
  "vote-reset": (about, more) =>
    [`Your vote on “${about}” no longer counts: the host has reset the question.`, more].filter(Boolean).join(" "),
  muted: () => "The host has muted you: you can read, not write.",
  unmuted: () => "You can write again.",
};

/** Who may vote, in the form. Each hint says what a step stops, and then what it does not. */
export const entryForm = {
  title: "Who may vote",
  line: ({ level, networkMax }: { level: "open" | "code" | "tickets" | "turnstile"; networkMax: number | null }): string =>
    [entryForm.name[level], networkMax === null ? "" : `at most ${figure(networkMax)} per network`].filter(Boolean).join(", "),
  legend: "Who may vote",
  name: {
    open: "Anybody with the link",
    code: "Who knows a code",
    tickets: "Who has a ticket",
    turnstile: "Who passes Cloudflare's check",
  },
  hint: {
    open: "Stops a second vote from the same browser, by reload, double tap or a bad line. Does not stop somebody with a second browser or a private window.",
    code: "Stops people outside the room, who have the link but not the code. Does not stop somebody inside it with a second browser, and people can pass the code on.",
    tickets:
      "Stops every second vote: one ballot for each ticket, from whatever device. Does not stop somebody who is given two tickets, and you decide who gets one.",
    turnstile:
      "Stops programs that vote in bulk. Does not stop a person with a second browser. Cloudflare sees who opens the page.",
  },
  locked: "There are votes already, let in the way it is. Reset the questions to change it.",
  network: "First votes per network and question",
  networkName: (networkMax: number | null): string => (networkMax === null ? "Any number" : `At most ${figure(networkMax)}`),
  networkHint:
    "Stops one place from flooding a poll. Does not tell people apart: a whole campus, company or mobile carrier may be one network, so keep it generous. Addresses are never stored.",
};

/** The same in the console, with what is to be handed out. */
export const entryHost = {
  /** Beside the way in, where a link alone is not enough. */
  needs: {
    open: "",
    code: "People also need the code of the room. It is in Settings, under Who may vote.",
    tickets: "People also need a ticket each. Make and print them in Settings, under Who may vote.",
    turnstile: "People pass Cloudflare's check first.",
  },
  code: "The code of the room",
  codeLine: "Say or show this code to the room. Only you can read it here.",
  ownCode: "A code of your own, 4 to 20 letters and digits",
  setCode: "Use it",
  drawCode: "Draw another one",
  tickets: "Tickets",
  ticketsLine: (count: number, revoked: number): string =>
    count === 0
      ? "There are no tickets yet. Make as many as there are people."
      : `There ${count === 1 ? "is 1 ticket" : `are ${figure(count)} tickets`}${revoked > 0 ? `, ${figure(revoked)} of them taken back` : ""}.`,
  howMany: "How many more",
  makeTickets: "Make them",
  print: "Print the sheet",
  number: "Take back the ticket with the number",
  takeBack: "Take it back",
  giveBack: "Give it back",
  takeBackHint: "Its votes no longer count at once, and it takes no new ones.",
};

/** The sheet of tickets. */
export const ticketSheet = {
  title: (poll: string): string => (poll ? `Tickets for “${poll}”` : "Tickets"),
  loading: "Fetching the tickets …",
  drawing: "Drawing the codes …",
  ready: (tickets: number, sheets: number): string =>
    `${figure(tickets)} ${tickets === 1 ? "ticket" : "tickets"} on ${figure(sheets)} ${sheets === 1 ? "sheet" : "sheets"}.`,
  advice:
    "Whoever holds a ticket has its vote: hand out one to each, and shred what is left. Tickets that were taken back are not on the sheet.",
  print: "Print",
  qr: (ticket: number): string => `Code of ticket ${ticket}`,
  number: (ticket: number): string => `No. ${ticket}`,
  noKey: "Open this page from your host page: it needs your host link.",
  none: "There are no tickets yet. Make them on your host page.",
  offline: "There is no connection right now. Try again in a moment.",
} as const;

/** What a phone asks for before somebody may vote. */
export const entry = {
  code: {
    title: "What is the code?",
    line: "Whoever runs this poll says or shows it to the room.",
    field: "Code of the room",
    button: "Go in",
  },
  tickets: {
    title: "Your ticket, please",
    line: "Scan the code on your ticket, or type its twelve letters. It is good for one vote, on any device, and you can change that vote.",
    field: "Letters of the ticket",
    button: "Use this ticket",
  },
  turnstile: {
    title: "Are you a person?",
    line: "A moment: Cloudflare looks whether this is a browser with somebody in front of it.",
    again: "Begin the check",
  },
  trying: "One moment …",
  offline: "There is no connection right now. Try again in a moment.",
  look: "Only look at the results",
} as const;

/** Said inside a file of results. */
export const exports = {
  cut: (ballots: number) => `Only the first ${figure(ballots)} ballots are in this file.`,
};

export const receipts = {
  kept: "Your receipt is kept",
  keptHint:
    "This device keeps it. When the question closes, the results page has the list of all receipts: there you can see that your vote is in it.",
  toResults: "Results page",
  title: "Count it again",
  what: (ballots: number): string =>
    `All ${figure(ballots)} votes are published by their receipts, without names. This device can fetch the list, add it up anew and compare.`,
  count: "Count now",
  countWhat: (question: string): string => `Count now: ${question}`,
  counting: "Counting",
  failed: "The list could not be had just now. Try again in a moment.",
  allRight: "It is right: counted again, the votes give exactly this result.",
  notRight: "This does not agree. Look at the lines below, and show them to others.",
  whole: (ballots: number): string => `The list has ${figure(ballots)} votes, as many as the result, and none twice.`,
  notWhole: (listed: number, ballots: number): string =>
    listed === ballots
      ? "The list has a receipt twice, or is out of order."
      : `The list has ${figure(listed)} votes, and the result says ${figure(ballots)}.`,
  asTold: "It is the list that everybody was told of: its fingerprint is the same.",
  notAsTold: "It is not the list that everybody was told of: its fingerprint is another one.",
  same: "Added up anew, it gives the published result.",
  notSame: "Added up anew, it gives another result.",
  notSound: "The list holds votes that this question cannot have.",
  noneHere: "This device keeps no receipt for this question.",
  mine: (receipt: string, said: string): string => `Your receipt ${receipt} is in the list, with your vote: ${said}.`,
  takenBack: "You took your vote back, and it is not in the list.",
  missing: (receipt: string, said: string): string => `Your receipt ${receipt} is missing from the list. Your vote was: ${said}.`,
  other: (receipt: string, listed: string, said: string | null): string =>
    said === null
      ? `You took your vote back, and your receipt ${receipt} is in the list with: ${listed}.`
      : `Your receipt ${receipt} is in the list with another vote: ${listed}. This device sent: ${said}. If you changed it on another device, that is why.`,
  sideBySide: "Both counts, side by side",
  ballots: "Votes",
  answer: "Answer",
  firstPlaces: "First places",
  published: "Published",
  again: "Counted again",
  differs: (count: number): string => `≠ ${figure(count)}`,
  range: (from: number, to: number, unit: string): string =>
    `${from === to ? measured(from) : `${measured(from)} to ${measured(to)}`}${unit && ` ${unit}`}`,
  hash: "Fingerprint of the list (SHA-256)",
  hashHint: "The same on every device. Read it to somebody else: if theirs is another one, you were shown different lists.",
  list: "Save the list",
  off: {
    text: "No list of receipts here: answers in people's own words could give somebody away.",
    few: "No list of receipts here: with fewer than five votes somebody's choice could be guessed.",
    many: "No list of receipts here: there are too many votes for one list.",
  },
  setting: {
    label: "Receipts to count again by",
    hint: "Each phone keeps a random receipt. When a question closes, all votes are published by receipt, without names: anybody can add them up again and find their own. Whoever shows their receipt shows their vote. Not for answers in people's own words, nor below five votes.",
    short: "receipts",
  },
  locked: "There are votes already: whether there are receipts stays as it is.",
};
