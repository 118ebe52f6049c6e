// The documentation of the rule control-comment.
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const controlCommentDocs: RuleDocs = {
  title: say("A control comment has an unknown word"),
  why: say(
    "`# conntrack-target: kernel=5.10 arch=x86_64 hz=250 memory=8G` names the machine that the file is for; `# conntrack-disable-next-line ID` and `# conntrack-disable-file ID` turn rules off. An unknown word in them has no effect, which is easy to miss.",
  ),
  examples: [
    { bad: "# conntrack-disable-file out-of-rnage\n", good: "# conntrack-disable-file out-of-range\n" },
    { bad: "# conntrack-target: kernel=new\n", good: "# conntrack-target: kernel=6.12\n", fixable: false },
  ],
  sources: ["defined by this extension: docs/editor.md, “Control comments”"],
};
