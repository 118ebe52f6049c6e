// The values that are not traffic: a table of one's own, the machine, what is planned for, and timeouts.

import type { FieldGroup, FieldModel } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { Field } from "./field.tsx";
import { Fold } from "./fold.tsx";
import type { Session } from "./session.ts";
import type { Fields } from "./traffic.tsx";

const FOLDS: readonly { readonly group: FieldGroup; readonly title: string }[] = [
  { group: "target", title: say("Machine") },
  { group: "planning", title: say("Planning") },
  { group: "hosts", title: say("Hosts, lookups, checks") },
  { group: "timeouts", title: say("Timeouts") },
];

/** In sight at the top of the page. */
const ELSEWHERE: ReadonlySet<string> = new Set(["target.memory"]);

interface InputsProps {
  readonly session: Session;
  readonly fields: Fields;
}

export function OwnTable({ session, fields }: InputsProps) {
  return (
    <section class="own" aria-labelledby="own-title">
      <h2 id="own-title">{say("Your own values")}</h2>
      <FieldsOf session={session} fields={fieldsIn("table", fields)} />
    </section>
  );
}

/** What is seldom changed, behind folds. */
export function Inputs({ session, fields }: InputsProps) {
  return (
    <>
      {FOLDS.map(({ group, title }) => {
        const own = fieldsIn(group, fields);
        const wrong = own.filter(({ id }) => session.errors.has(id)).length;
        const edited = own.filter(({ origin }) => origin === "typed").length;
        const note = wrong > 0 ? say("{count} not valid", { count: wrong }) : edited > 0 ? say("{edited} edited", { edited }) : "";
        return (
          <Fold key={group} session={session} id={`fold-${group}`} title={title} note={note} failed={wrong > 0}>
            {() => <FieldsOf session={session} fields={own} />}
          </Fold>
        );
      })}
    </>
  );
}

function fieldsIn(group: FieldGroup, fields: Fields): readonly FieldModel[] {
  return [...fields.values()].filter((field) => field.group === group && !ELSEWHERE.has(field.id));
}

function FieldsOf({ session, fields }: { readonly session: Session; readonly fields: readonly FieldModel[] }) {
  return (
    <div class="fields">
      {fields.map((model) => (
        <Field key={model.id} session={session} model={model} />
      ))}
    </div>
  );
}
