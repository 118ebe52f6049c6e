// Stands in for the editor behind the calculator page: the plan is kept in the address, results are downloaded or copied.
import { measuredTraffic } from "../core/diagnosis/index.ts";
import { DEFAULT_TARGET } from "../core/language/index.ts";
import {
  type HostMessage,
  openedPlan,
  type PageMessage,
  PLAN_FILE_ENDING,
  type PlanFile,
  readPageMessage,
  readSaved,
  type SourceMessage,
} from "../core/plan/index.ts";
import { say } from "../core/words/index.ts";
import { PASTED, readFile, readPasted } from "./evidence.ts";
import { chooseFile, copyText, download, downloadSettings } from "./files.ts";
import { askText } from "./paste-dialog.ts";
import { planLink, readPlanLink } from "./plan-link.ts";
import { installPort, tell } from "./port.ts";
import { tellIn, whyOf } from "./said.ts";

const NOTHING_KNOWN = { uri: null, name: null, target: DEFAULT_TARGET, file: null, canMeasure: false, writesFiles: false } as const;
const source: SourceMessage = { type: "source", ...NOTHING_KNOWN };

const link = readPlanLink(location.hash);
let damaged = link !== undefined && "problem" in link;

function keep(state: unknown): void {
  const saved = readSaved(state);
  if (!saved) return;
  const fragment = planLink(saved.plan as PlanFile, saved.choice);
  // A link that could not be read stays until there is something to keep.
  if (fragment === "" && damaged) return;
  damaged = false;
  if (fragment !== location.hash) history.replaceState(null, "", fragment === "" ? location.pathname + location.search : fragment);
  printLink();
}

/** Without a link that could not be read. */
function ownAddress(): string {
  return damaged ? location.href.replace(/#.*/s, "") : location.href;
}

function printLink(): void {
  tellIn("printed-link", ownAddress());
}

async function answer(message: PageMessage): Promise<HostMessage | undefined> {
  switch (message.type) {
    case "ready":
      return link && "problem" in link ? notice(link.problem, true) : undefined;
    case "fill":
      return message.from === "dump" ? trafficOfFile() : trafficOfText();
    case "write":
      return notice(downloadSettings(message.settings));
    case "copy":
      await copyText(message.text);
      return notice(say("Copied: {what}.", { what: message.what }));
    case "open-plan": {
      const file = await chooseFile(".json");
      return file && openedPlan(file.name, await file.text());
    }
    case "save-plan":
      return saved(`conntrack${PLAN_FILE_ENDING}`, message.text);
    case "save-report":
      return saved("conntrack-report.md", message.text);
    case "save-image":
      return saved("conntrack-charts.png", message.png);
    // There is neither a file nor a host, and the page offers none of these.
    case "show-file":
    case "choose-file":
    case "use-host":
    case "compare":
      return undefined;
  }
}

async function trafficOfFile(): Promise<HostMessage | undefined> {
  const file = await chooseFile();
  return file && measuredTraffic(await readFile(file), file.name);
}

async function trafficOfText(): Promise<HostMessage | undefined> {
  const text = await askText(say("Paste the output of conntrack -L"), say("Measure traffic"));
  return text === undefined ? undefined : measuredTraffic(readPasted(text), PASTED);
}

function saved(name: string, content: string | Uint8Array): HostMessage {
  download(name, content);
  return notice(say("Downloaded {name}.", { name }));
}

function notice(text: string, failed = false): HostMessage {
  return { type: "notice", text, failed };
}

async function hear(value: unknown): Promise<void> {
  const message = readPageMessage(value);
  if (!message) return;
  try {
    const answered = await answer(message);
    if (answered) tell(answered);
  } catch (error) {
    tell(notice(whyOf(error), true));
  }
}

const page = document.getElementById("page");
if (page) page.dataset["source"] = JSON.stringify(source);
installPort({ hear: (message) => void hear(message), getState: () => (link && "saved" in link ? link.saved : undefined), setState: keep });

printLink();
// Another plan was put into the address: keeping one does not tell.
window.addEventListener("hashchange", () => location.reload());
document
  .getElementById("copy-link")
  ?.addEventListener("click", () => void hear({ type: "copy", what: say("link to this plan"), text: ownAddress() }));
