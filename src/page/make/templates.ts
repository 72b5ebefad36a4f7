/** Polls to begin with: what each asks, and how. */
import { QUIZ_SECONDS } from "../../protocol/limits.ts";
import { make as words } from "../../words/en.ts";
import { templates as said } from "../../words/templates.ts";
import { emptyDraft, emptyOption, emptyQuestion, type PollDraft, type QuestionDraft } from "../form/draft.ts";

interface Template {
  name: string;
  /** What to say once it is in the form. */
  said: string;
  draft(): PollDraft;
}

const { quiz, checkin, lunch, retro, lecture, questions, yesNo } = said;

export const TEMPLATES: readonly Template[] = [
  template(quiz.name, () => older(), quiz.hint),
  template(checkin.name, () => ({
    ...poll(checkin.title, rating(checkin.mood), cloud(checkin.word), options(checkin.matters)),
    pace: "host",
  })),
  template(lunch.name, () => poll(lunch.title, options(lunch.where), approval(options(lunch.when)))),
  template(retro.name, () => ({
    ...poll(retro.title, rating(retro.mood), wall(retro.well), wall(retro.better), { ...options(retro.first), kind: "ranking" }),
    pace: "host",
  })),
  template(lecture.name, () => peers(), lecture.hint),
  template(
    questions.name,
    () => ({
      ...poll(questions.title, cloud(questions.ask)),
      talk: { ...emptyDraft().talk, questions: "open", reactions: true },
    }),
    questions.hint,
  ),
  template(yesNo.name, () => poll(yesNo.title, options(yesNo.vote), wall(yesNo.why))),
];

function template(name: string, draft: () => PollDraft, hint = words.template(name)): Template {
  return { name, said: hint, draft };
}

function poll(title: string, ...questions: QuestionDraft[]): PollDraft {
  return { ...emptyDraft(), title, questions };
}

/** Peer instruction: nobody sees how others think before they have talked about it. */
function peers(): PollDraft {
  const draft = poll(lecture.title, { ...options(lecture.ask), seconds: 60 }, rating(lecture.sure));
  return { ...draft, pace: "host", settings: { ...draft.settings, results: "host" } };
}

/** As the older system had it: five questions of four options, ten seconds and ten points each, and it begins with two players. */
function older(): PollDraft {
  const questions = quiz.questions.map((asked): QuestionDraft => {
    const question = options(asked);
    const marked = question.options.map((option, at) => ({ ...option, right: at === asked.right }));
    return { ...question, options: marked, seconds: QUIZ_SECONDS };
  });
  const draft = poll(quiz.title, ...questions);
  return { ...draft, pace: "quiz", quiz: { ...draft.quiz, scoring: "ten" } };
}

function options({ text, options: texts, emoji }: { text: string; options: string[]; emoji?: string[] }): QuestionDraft {
  const faced = texts.map((one, at) => ({ ...emptyOption(one), emoji: emoji?.[at] ?? null }));
  return { ...emptyQuestion(), text, options: faced };
}

function approval(question: QuestionDraft): QuestionDraft {
  return { ...question, choice: { ...question.choice, marks: "approval" } };
}

function rating({ text, low, high }: { text: string; low: string; high: string }): QuestionDraft {
  const question = emptyQuestion("rating");
  return { ...question, text, rating: { ...question.rating, low, high } };
}

function wall(text: string): QuestionDraft {
  return { ...emptyQuestion("text"), text };
}

function cloud(text: string): QuestionDraft {
  return { ...wall(text), words: { ...emptyQuestion().words, look: "cloud" } };
}
