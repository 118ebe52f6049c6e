// Runs inside the extension host until the extension has kept what V8 made of its code, for the starts that are measured.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { firstDiagnostics, rest, tell, waiting } from "../watch.ts";

const storage = process.env["CONNTRACK_PLANNER_GLOBAL_STORAGE"] ?? "";

before(async () => {
  const { id } = await waiting();
  await firstDiagnostics();
  while (!existsSync(join(storage, id, "language.code"))) await rest();
});

describe("code", () => {
  it("is kept", function () {
    tell(this, {});
  });
});
