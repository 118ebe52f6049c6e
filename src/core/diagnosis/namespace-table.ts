// The network namespaces of a host as a table, the hardest pressed first, for the page and the terminal. Text is made safe to see.

import { FILL_ERROR, FILL_FULL } from "../advice/fill.ts";
import type { NamespacesReading } from "../evidence/namespaces/namespace.ts";
import { byPressure, type NamespacePressure } from "../evidence/namespaces/pressure.ts";
import { namespaceName, namespaceProcesses, unreadNamespaces } from "../evidence/namespaces/words.ts";
import type { TableModel } from "../figures/chart-model.ts";
import { visible } from "../text/visible.ts";
import { formatCount, formatRate, formatShare } from "../units/units.ts";
import { say } from "../words/say.ts";

export interface NamespaceTable {
  /** One sentence: how many there are, and which is full. */
  readonly headline: string;
  readonly full: boolean;
  /** The hardest pressed of the other ones, for a sentence about this one; null without others. */
  readonly others: string | null;
  readonly table: TableModel;
  /** What was not read; one sentence each. */
  readonly notes: readonly string[];
}

const HEADS = [
  say("Namespace"),
  say("Entries"),
  say("Share of the limit"),
  say("Lost per second"),
  say("Lost since it was created"),
  say("Processes"),
];

/** `most` rows at most; how many more there are is said. */
export function namespaceTable(reading: NamespacesReading, most = Number.POSITIVE_INFINITY): NamespaceTable {
  const all = byPressure(reading);
  const shown = all.slice(0, most);
  const pressed = all.filter(isPressed);
  const others = othersWords(reading);
  const more = all.length > shown.length ? [lessFull(all.length - shown.length)] : [];
  return {
    headline: headlineOf(reading, all, pressed),
    full: pressed.length > 0,
    others: others === null ? null : visible(others),
    table: {
      caption: say("Network namespaces"),
      columns: HEADS.map((label) => ({ label, unit: null })),
      rows: shown.map((one) => rowOf(one).map(visible)),
    },
    notes: [...more, ...unreadNamespaces(reading)].map(visible),
  };
}

function lessFull(count: number): string {
  return count === 1 ? say("1 more namespace is less full") : say("{count} more namespaces are less full", { count: formatCount(count) });
}

/** "Fullest of 3 other network namespaces: netns web, 9.7 % of the limit". Null without others, or where none tells. */
export function othersWords(reading: NamespacesReading): string | null {
  const others = byPressure(reading).filter(({ namespace }) => !namespace.own);
  const [first] = others;
  if (!first) return null;
  if (isPressed(first)) return pressedWords(first);
  if (first.share === null) return null;
  return others.length === 1
    ? say("The other network namespace, {name}: {share} of the limit", {
        ...{ name: namespaceName(first.namespace), share: formatShare(first.share) },
      })
    : say("Fullest of {count} other network namespaces: {name}, {share} of the limit", {
        ...{ count: formatCount(others.length), name: namespaceName(first.namespace), share: formatShare(first.share) },
      });
}

/** Full or as good as, or losing something now. */
export function isPressed({ share, perSecond }: NamespacePressure): boolean {
  return (share ?? 0) >= FILL_ERROR || (perSecond ?? 0) > 0;
}

function limitedWords(count: number, max: number | null): string {
  const values = { count: formatCount(count), max: max === null ? "" : formatCount(max) };
  if (max === null) return count === 1 ? say("1 network namespace") : say("{count} network namespaces", values);
  if (max === 0)
    return count === 1 ? say("1 network namespace, without a limit") : say("{count} network namespaces, without a limit", values);
  return count === 1
    ? say("1 network namespace, with a limit of {max} entries", values)
    : say("{count} network namespaces, each with a limit of {max} entries", values);
}

function headlineOf({ max }: NamespacesReading, all: readonly NamespacePressure[], pressed: readonly NamespacePressure[]): string {
  // Where some do not tell their number, those that are mounted may be the same ones.
  const partly = all.some(({ namespace }) => namespace.inode === null);
  const count = partly ? all.filter(({ namespace }) => namespace.process).length : all.length;
  const many = limitedWords(count, max);
  const [first] = pressed;
  if (!first) return many;
  return [visible(pressedWords(first)), ...(pressed.length > 1 ? [alsoPressed(pressed.length - 1)] : []), many].join(". ");
}

function alsoPressed(count: number): string {
  return count === 1
    ? say("1 more namespace is full or loses connections")
    : say("{count} more namespaces are full or lose connections", { count: formatCount(count) });
}

/** "netns web is full: 100 % of the limit, 120 lost per second" */
export function pressedWords({ namespace, share, perSecond }: NamespacePressure): string {
  const values = { name: namespaceName(namespace), share: formatShare(share ?? 0), perSecond: formatRate(perSecond ?? 0) };
  if (share === null) return say("{name} loses connections: {perSecond} per second", values);
  if (share < FILL_ERROR) return say("{name} loses connections: {share} of the limit, {perSecond} lost per second", values);
  if (perSecond !== null && perSecond > 0)
    return share >= FILL_FULL
      ? say("{name} is full: {share} of the limit, {perSecond} lost per second", values)
      : say("{name} is nearly full: {share} of the limit, {perSecond} lost per second", values);
  return share >= FILL_FULL
    ? say("{name} is full: {share} of the limit", values)
    : say("{name} is nearly full: {share} of the limit", values);
}

function rowOf({ namespace, share, lost, perSecond }: NamespacePressure): readonly string[] {
  const { count } = namespace;
  const unknown = say("not read");
  return [
    namespaceName(namespace),
    count === null ? unknown : formatCount(count),
    share === null ? (count === null ? unknown : say("no limit")) : formatShare(share),
    perSecond === null ? unknown : formatRate(perSecond),
    lost === null ? unknown : formatCount(lost),
    namespaceProcesses(namespace),
  ];
}
