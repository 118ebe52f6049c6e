// Asks for a text: works where a page may not read the clipboard, too.
import { button, element } from "../../webview/dom.ts";
import { say } from "../core/words/index.ts";

/** Undefined where the person left. */
export function askText(label: string, action: string): Promise<string | undefined> {
  const text = element("textarea", { id: "pasted", rows: 10, spellcheck: "false" });
  const dialog = element("dialog", { class: "paste-dialog", "aria-label": label });
  return new Promise((resolve) => {
    const leave = (answer: string | undefined): void => {
      dialog.remove();
      resolve(answer);
    };
    dialog.append(
      element("label", { for: "pasted" }, label),
      text,
      element(
        "p",
        { class: "keeping" },
        button(action, () => leave(text.value), { class: "primary" }),
        button(say("Cancel"), () => leave(undefined)),
      ),
    );
    dialog.addEventListener("cancel", () => leave(undefined));
    document.body.append(dialog);
    dialog.showModal();
    text.focus();
  });
}
