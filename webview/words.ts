// The language of the page: the table that its document carries is in use before any other module of the page says a word.
import { speak } from "../src/core/words/index.ts";

const table = document.getElementById("page")?.dataset["words"];
if (table !== undefined) speak(JSON.parse(table));
