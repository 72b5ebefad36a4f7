/** The words of polls to begin with; their shapes are in `src/page/make/templates.ts`. */
export const templates = {
  quiz: {
    name: "Quiz",
    title: "A small quiz",
    hint: "Five questions, ten seconds each; it begins by itself with two players. Change what you like.",
    questions: [
      { text: "Which planet is closest to the sun?", options: ["Mercury", "Venus", "Earth", "Mars"], right: 0 },
      { text: "How many hearts does an octopus have?", options: ["One", "Two", "Three", "Eight"], right: 2 },
      {
        text: "Which of these is the largest ocean?",
        options: ["Atlantic Ocean", "Pacific Ocean", "Indian Ocean", "Arctic Ocean"],
        right: 1,
      },
      { text: "What is the capital of Australia?", options: ["Sydney", "Melbourne", "Perth", "Canberra"], right: 3 },
      { text: "Which one is a prime number?", options: ["21", "27", "29", "33"], right: 2 },
    ],
  },
  checkin: {
    name: "Meeting check-in",
    title: "Check-in",
    mood: { text: "How are you today?", low: "low", high: "great" },
    word: "One word for how you arrive?",
    matters: {
      text: "What matters most in this meeting?",
      options: ["Decide what is open", "Hear how everyone is doing", "Solve one hard problem", "Finish early"],
    },
  },
  lunch: {
    name: "Lunch",
    title: "Lunch",
    where: { text: "Where do we go for lunch?", options: ["Pizza", "Sushi", "Salad", "Burgers"], emoji: ["🍕", "🍣", "🥗", "🍔"] },
    when: { text: "Which times suit you?", options: ["12:00", "12:30", "13:00", "13:30"] },
  },
  retro: {
    name: "Retro",
    title: "Retrospective",
    mood: { text: "How was this sprint?", low: "a slog", high: "a joy" },
    well: "What went well?",
    better: "What should change?",
    first: { text: "What do we change first?", options: ["Fewer meetings", "Smaller steps", "Clearer goals", "More pairing"] },
  },
  lecture: {
    name: "Lecture question",
    title: "Ask, discuss, ask again",
    ask: {
      text: "Which of these is right?",
      options: ["The first claim", "The second claim", "Both of them", "Neither"],
    },
    sure: { text: "How sure are you?", low: "guessing", high: "certain" },
    hint: "Ask, let them talk in pairs, then ask again on the host page: both rounds stand side by side.",
  },
  questions: {
    name: "Questions to me",
    title: "Questions and answers",
    ask: "What is this about for you, in a word?",
    hint: "People ask on their phones and vote up what they want answered most; you answer from the host page.",
  },
  yesNo: {
    name: "Yes or no, why",
    title: "",
    vote: { text: "Shall we do it?", options: ["Yes", "No", "I can live with either"], emoji: ["👍", "👎", "🤷"] },
    why: "What is your main reason?",
  },
};
