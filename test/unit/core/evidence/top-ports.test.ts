// The most used ports: most first, of equal ones the lower, and no more than are asked for.
import { expect, test } from "vitest";
import { createDumpReader } from "../../../../src/core/evidence/dump/reader.ts";
import { tcp, times, udp } from "./dumps.ts";

// 21: once, 22: twice, 80: three times, 443: twice, 8080: three times; of UDP, 53: twice.
const DUMP = [
  ...[8080, 443, 80, 22, 21, 80, 8080, 443, 22, 80, 8080].map((port) => tcp({ port })),
  ...[53, 53].map((port) => udp({ port })),
].join("");

function topPorts(top: number, text = DUMP): readonly (readonly [port: number, entries: number])[] {
  const reader = createDumpReader();
  reader.push(new TextEncoder().encode(text));
  return reader.end({ top }).top.ports.items.map(({ port, entries }) => [port, entries]);
}

test("all of them", () => {
  expect(topPorts(10)).toEqual([
    [80, 3],
    [8080, 3],
    [22, 2],
    [443, 2],
    [53, 2],
    [21, 1],
  ]);
});

test.each([0, 1, 2, 3, 4, 5, 6])("the first %i", (top) => {
  expect(topPorts(top)).toEqual(topPorts(10).slice(0, top));
});

test("one that comes late and often takes the place of the last", () => {
  const many = times(300, (index) => tcp({ port: 1000 + index })) + times(2, () => tcp({ port: 9000 }));
  expect(topPorts(3, many)).toEqual([
    [9000, 2],
    [1000, 1],
    [1001, 1],
  ]);
});
