// Who tells a text of a door, besides the door itself: functions that answer with one, and names that hold one.
import { type Node, type Program, Visitor } from "oxc-parser";
import { isDoor } from "./literals.ts";

/** Functions of all files, by the names under which they are imported. */
export type Tellers = Map<string, string>;

interface Declared {
  readonly name: string;
  readonly start: number;
  readonly value: Node | null;
  readonly isFunction: boolean;
}

/** Of one file: what its expressions are told by. */
export interface FileTellers {
  /** `say`, or the function that tells it; undefined where no door did. */
  readonly of: (node: Node) => string | undefined;
  /** The functions that are declared here. */
  readonly functions: () => readonly string[];
}

export function tellersOf(program: Program, everywhere: Tellers): FileTellers {
  const declared = declarations(program);

  function named(name: string, before: number, call: boolean): string | undefined {
    const all = declared.filter((one) => one.name === name);
    if (all.length === 0) return call ? everywhere.get(name) : undefined;
    const last = all.findLast(({ start, isFunction }) => isFunction || start < before);
    if (!last?.value || last.isFunction !== call) return undefined;
    if (!call) return of(last.value);
    return returned(last.value).some((node) => of(node) !== undefined) ? name : undefined;
  }

  function first(nodes: readonly (Node | null)[]): string | undefined {
    for (const node of nodes) {
      const teller = node && of(node);
      if (teller) return teller;
    }
    return undefined;
  }

  const asked = new Set<Node>();
  function of(node: Node): string | undefined {
    // A function may call itself.
    if (asked.has(node)) return undefined;
    asked.add(node);
    const teller = told(node);
    asked.delete(node);
    return teller;
  }

  function told(node: Node): string | undefined {
    switch (node.type) {
      case "ConditionalExpression":
        return first([node.consequent, node.alternate]);
      case "LogicalExpression":
        return first([node.left, node.right]);
      case "TemplateLiteral":
        return first(node.expressions);
      case "ArrayExpression":
        return first(node.elements.map((one) => (one?.type === "SpreadElement" ? one.argument : one)));
      case "Identifier":
        return named(node.name, node.start, false);
      case "CallExpression": {
        const { callee, start } = node;
        if (isDoor(node as Node)) return "say";
        if (callee.type === "Identifier") return named(callee.name, start, true);
        // Of a list of texts: joined, cut or chosen from.
        return callee.type === "MemberExpression" ? of(callee.object) : undefined;
      }
      default:
        return undefined;
    }
  }

  const functions = (): readonly string[] => [
    ...new Set(
      declared.filter(({ isFunction, name }) => isFunction && named(name, Number.POSITIVE_INFINITY, true)).map(({ name }) => name),
    ),
  ];
  return { of, functions };
}

function declarations(program: Program): readonly Declared[] {
  const found: Declared[] = [];
  new Visitor({
    FunctionDeclaration: ({ id, body, start }) => {
      if (id) found.push({ name: id.name, start, value: body, isFunction: true });
    },
    VariableDeclarator: ({ id, init, start }) => {
      if (id.type !== "Identifier") return;
      const isFunction = init?.type === "ArrowFunctionExpression";
      found.push({ name: id.name, start, value: isFunction ? init.body : init, isFunction });
    },
  }).visit(program);
  return found.sort((a, b) => a.start - b.start);
}

/** What a function may answer. */
function returned(body: Node): readonly Node[] {
  if (body.type !== "BlockStatement") return [body];
  const found: Node[] = [];
  new Visitor({
    ReturnStatement: ({ argument }) => {
      if (argument) found.push(argument);
    },
  }).visit({ type: "Program", body: [body], sourceType: "module", start: 0, end: 0 } as unknown as Program);
  return found;
}
