import { expect, test } from "vitest";
import { InsertionList } from "../../../../src/core/firewall/insertion-list.ts";

test("puts each item where an array would", () => {
  const list = new InsertionList<number>();
  const array: number[] = [];
  // A fixed row of numbers that looks like chance.
  let seed = 1;
  for (let item = 0; item < 5000; item++) {
    seed = (seed * 48_271) % 2_147_483_647;
    const index = seed % (array.length + 3);
    if (item % 3 === 0) {
      list.push(item);
      array.push(item);
    } else {
      list.insert(item, index);
      array.splice(index, 0, item);
    }
  }
  expect(list.length).toBe(5000);
  expect(list.toArray()).toEqual(array);
});
