/** Word lists of all languages that there are: one file each, named by its language, and one line here. */
import * as en from "./lists.en.ts";

const LANGUAGES = [en];

/** What a word cloud leaves out. */
export const stopWords = LANGUAGES.flatMap((language) => language.stopWords);

/** What a filter of open answers holds back until the host looks. */
export const blockedWords = LANGUAGES.flatMap((language) => language.blockedWords);
