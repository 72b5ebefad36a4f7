/** A small quiz, made quickly. */
const QUESTION = { text: "Two and two?", options: ["three", "four", "five", "six"], right: [1], seconds: 5 };

/** Of every question the second option is right. */
export function quiz(settings: object = {}, seconds = [5, 5]): object {
  const questions = seconds.map((seconds, index) => ({ ...QUESTION, text: `Question ${index + 1}?`, seconds }));
  return { pace: "quiz", quiz: { countdownSeconds: 1, pauseSeconds: 1, ...settings }, questions };
}
