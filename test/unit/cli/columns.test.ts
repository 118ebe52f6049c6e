// Columns in a pipe and bars on a terminal.
import { expect, test } from "vitest";
import { bar, columns } from "../../../src/cli/columns.ts";

const rows = [
  { cells: ["TIME_WAIT", "300", "x"], share: 300 },
  { cells: ["CLOSE", "3", ""], share: 150 },
];

test("a pipe gets columns, a terminal bars behind them", () => {
  expect(columns(rows, { left: [0] }, { terminal: false, columns: 80 })).toEqual(["  TIME_WAIT  300  x", "  CLOSE        3"]);
  const drawn = columns(rows, { left: [0] }, { terminal: true, columns: 80 });
  expect(drawn[0]).toMatch(/x {2}█{30}$/);
  expect(drawn[1]).toMatch(/ {2}█{15}$/);
});

test("a terminal that is too narrow gets no bars", () => {
  expect(columns(rows, { left: [0] }, { terminal: true, columns: 24 })[0]).toBe("  TIME_WAIT  300  x");
});

test("a bar to an eighth of a character", () => {
  expect([0, 0.5, 1, 2, -1, 1 / 16].map((share) => bar(share, 4))).toEqual(["", "██", "████", "████", "", "▎"]);
});
