// Runs inside the extension host: the first file is what the extension is started by, as for most people.
import { type Figures, firstDiagnostics, tell, waiting } from "../watch.ts";

let figures: Figures = {};

before(async () => {
  await waiting();
  figures = await firstDiagnostics();
});

describe("latency", () => {
  it("with the extension asleep", function () {
    tell(this, figures);
  });
});
