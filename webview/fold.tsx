// A part of the page behind its title. What is closed is not made: it costs nothing.
import type { ComponentChildren } from "preact";
import type { Session } from "./session.ts";

export interface FoldProps {
  readonly session: Session;
  readonly id: string;
  readonly title: string;
  /** Beside the title, to be seen while it is closed. */
  readonly note?: string;
  readonly failed?: boolean;
  readonly children: () => ComponentChildren;
}

export function Fold({ session, id, title, note = "", failed = false, children }: FoldProps) {
  const open = session.isOpen(id);
  return (
    <details class="fold" id={id} open={open} onToggle={({ currentTarget }) => session.setOpen(id, currentTarget.open)}>
      <summary>
        <h2>{title}</h2>
        {note !== "" && <span class={failed ? "fold-note wrong" : "fold-note"}>{note}</span>}
      </summary>
      {open && <div class="fold-body">{children()}</div>}
    </details>
  );
}
