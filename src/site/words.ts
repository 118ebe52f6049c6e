// The language of the site: the table of words.js, where the site was built with one, is in use before any other module says a word.
import { speak, type Words } from "../core/words/index.ts";

const { conntrackWords } = globalThis as { readonly conntrackWords?: Words };
if (conntrackWords !== undefined) speak(conntrackWords);
