// Stands in for the editor behind the diagnosis page: reads what was pasted, shows the page of it, and does what its buttons say.
// What was pasted stays in this page and goes with it.
import {
  answered,
  diagnose,
  diagnosisPage,
  type Evidence,
  MODULE_FILE_TEXT,
  NOTHING_TYPED,
  type PageAction,
  readFormMessage,
  type TypedNumbers,
  withNumbers,
} from "../core/diagnosis/index.ts";
import { dotted } from "../core/language/index.ts";
import { planOfWorkload } from "../core/plan/index.ts";
import { say } from "../core/words/index.ts";
import { readText } from "./evidence.ts";
import { copyText, download, downloadSettings } from "./files.ts";
import { planLink } from "./plan-link.ts";
import { installPort, tell } from "./port.ts";
import { tellIn, whyOf } from "./said.ts";

interface Shown {
  readonly source: string;
  readonly evidence: Evidence;
  readonly typed: TypedNumbers;
}

const ADDRESS = "#do-";
const keyAddress = (path: string): string => `reference/keys/${dotted(path)}.html`;

let shown: Shown | undefined;
let actions: readonly PageAction[] = [];

export function showEvidence(evidence: Evidence, source: string): void {
  show({ source, evidence, typed: NOTHING_TYPED });
}

function show(next: Shown): void {
  const evidence = withNumbers(next.evidence, next.typed);
  const options = { source: next.source, before: undefined, canCheck: false, hostAtHand: false, browser: { keyAddress } };
  const made = diagnosisPage(diagnose(evidence), evidence, options, (action) => `${ADDRESS}${action}`);
  shown = next;
  actions = made.actions;
  const page = document.getElementById("page");
  // Its text is escaped, and the page's policy lets no script of it run.
  page?.replaceChildren(...new DOMParser().parseFromString(made.html, "text/html").body.childNodes);
  page?.querySelector("h1")?.focus();
}

function hear(value: unknown): void {
  const message = readFormMessage(value);
  const action = message && actions[message.action];
  const answer = action && shown && answered(action, message.texts, shown, readText);
  if (typeof answer === "string") tell({ type: "problem", action: message?.action, text: answer });
  else if (answer) show(answer);
}

/** What was done, in a sentence. */
async function act(action: PageAction | undefined): Promise<string> {
  switch (action?.kind) {
    case "write":
      return downloadSettings(action.settings);
    case "module":
      download("nf_conntrack.conf", MODULE_FILE_TEXT);
      return say("Downloaded nf_conntrack.conf. Put it in /etc/modules-load.d.");
    case "copy":
      await copyText(action.text);
      return say("Copied.");
    case "calculate": {
      const plan = planOfWorkload(action.workload);
      location.assign(`index.html${plan ? planLink(plan, "recommended") : ""}`);
      return "";
    }
    default:
      return "";
  }
}

installPort({ hear, getState: () => undefined, setState: () => {} });

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(`a[href^="${ADDRESS}"]`) : null;
  if (!link) return;
  event.preventDefault();
  const action = actions[Number(link.getAttribute("href")?.slice(ADDRESS.length))];
  act(action).then(
    (done) => tellIn("said", done),
    (error: unknown) => tellIn("said", whyOf(error)),
  );
});
